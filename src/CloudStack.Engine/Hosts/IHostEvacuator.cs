namespace CloudStack.Engine;

/// <summary>Moves the VMs of a host elsewhere, and stops those that cannot move.</summary>
internal interface IHostEvacuator
{
    /// <summary>Returns when no VM is on the host, or when nothing more can be done; those left are then still on it. May be repeated.</summary>
    Task EvacuateAsync(HostRow host, long userId, CancellationToken ct);
}
