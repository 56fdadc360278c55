namespace CloudStack.Engine.Tests;

/// <summary>Moves nothing away: what is in use stays so.</summary>
internal sealed class HelplessEvacuator : IHostEvacuator, IPoolEvacuator
{
    public Task EvacuateAsync(HostRow host, long userId, CancellationToken ct) => Task.CompletedTask;

    public Task EvacuateAsync(StoragePoolRow pool, long userId, CancellationToken ct) => Task.CompletedTask;

    public Task RestoreAsync(StoragePoolRow pool, long userId, CancellationToken ct) => Task.CompletedTask;
}
