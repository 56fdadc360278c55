using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Ends what was dedicated to a deleted account.</summary>
internal sealed class DedicationCleanup(Database database, Dedications dedications) : IAccountCleanup
{
    public int Order => 110;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
        dedications.Changed(await database.WriteAsync(db => Dedications.ReleaseAsync(db, accountId, null), ct));
}
