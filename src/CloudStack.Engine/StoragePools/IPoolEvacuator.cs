namespace CloudStack.Engine;

/// <summary>Deals with the VMs that use a pool which goes out of service, and comes back.</summary>
internal interface IPoolEvacuator
{
    /// <summary>Stops the VMs that have volumes on the pool. May be repeated.</summary>
    Task EvacuateAsync(StoragePoolRow pool, long userId, CancellationToken ct);

    /// <summary>Starts those that it stopped. May be repeated.</summary>
    Task RestoreAsync(StoragePoolRow pool, long userId, CancellationToken ct);
}
