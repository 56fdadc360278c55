using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the templates of a deleted account.</summary>
internal sealed class TemplateAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 30;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var templates = await database.ReadAsync(db => db.Templates
            .Where(template => template.AccountId == accountId && template.Removed.IsNotSet() && !template.IsIso).Select(template => template.Uuid).ToListAsync(ct), ct);
        foreach (var template in templates)
        {
            await dispatcher.ExecuteAsync(new DeleteTemplate(new TemplateId(template)), Caller.System, ct);
        }
    }
}
