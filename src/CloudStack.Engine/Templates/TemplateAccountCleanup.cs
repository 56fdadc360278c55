using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the templates and ISOs of a deleted account. An ISO goes even from the drives that it is in: its VMs find them empty at the next start.</summary>
internal sealed class TemplateAccountCleanup(Database database, Dispatcher dispatcher, ImageDeletion deletion, TimeProvider time) : IAccountCleanup
{
    public int Order => 30;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var images = await database.ReadAsync(db => db.Templates.Where(row => row.AccountId == accountId && row.Removed.IsNotSet())
            .Select(row => new { row.Id, row.Uuid, row.IsIso }).ToListAsync(ct), ct);
        foreach (var image in images)
        {
            if (image.IsIso)
            {
                await database.WriteAsync(async db =>
                {
                    await db.VirtualMachines.Where(vm => vm.IsoId == image.Id).Set(vm => vm.IsoId, (long?)null).Set(vm => vm.Version, vm => vm.Version + 1).UpdateAsync();
                    await deletion.DeleteAsync(db, image.Id, null, time.GetUtcNow());
                }, ct);
            }
            else
            {
                await dispatcher.ExecuteAsync(new DeleteTemplate(new TemplateId(image.Uuid)), Caller.System, ct);
            }
        }
    }
}
