using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>Does something to a host behind the driver's back.</summary>
/// <param name="host">The host.</param>
/// <param name="cancellationToken">Ends the call.</param>
public delegate Task HostHook(HostEndpoint host, CancellationToken cancellationToken);

/// <summary>Does something to a VM behind the driver's back.</summary>
/// <param name="host">The host that it runs on.</param>
/// <param name="vmName">Its instance name.</param>
/// <param name="cancellationToken">Ends the call.</param>
public delegate Task VmHook(HostEndpoint host, string vmName, CancellationToken cancellationToken);

/// <summary>Looks at a VM behind the driver's back.</summary>
/// <typeparam name="T">What is found.</typeparam>
/// <param name="host">The host that it runs on.</param>
/// <param name="vmName">Its instance name.</param>
/// <param name="cancellationToken">Ends the call.</param>
public delegate Task<T> VmLook<T>(HostEndpoint host, string vmName, CancellationToken cancellationToken);

/// <summary>Means to do and see things behind the driver's back. Each may be null.</summary>
public sealed record HypervisorHooks
{
    /// <summary>Returns when the guest is up and answers hot-plug and shutdown requests. Without it, hosts must be such that nothing has to be awaited.</summary>
    public VmHook? AwaitGuest { get; init; }

    /// <summary>The guest switches itself off; returns when it has.</summary>
    public VmHook? ShutDownGuest { get; init; }

    /// <summary>The VM loses its power or is killed, not by its guest; returns when it has.</summary>
    public VmHook? KillVm { get; init; }

    /// <summary>Makes a VM of the given name that is not the cloud's.</summary>
    public VmHook? PlantForeignVm { get; init; }

    /// <summary>Removes what <see cref="PlantForeignVm"/> made.</summary>
    public VmHook? RemoveForeignVm { get; init; }

    /// <summary>Cuts the way to the host, also for connections that are open.</summary>
    public HostHook? CutConnection { get; init; }

    /// <summary>Makes the host reachable again.</summary>
    public HostHook? RestoreConnection { get; init; }

    /// <summary>The next change that is asked of the host is made, but the driver does not get the answer.</summary>
    public HostHook? LoseNextAnswer { get; init; }

    /// <summary>How many VMs of the name the host has, running or not.</summary>
    public VmLook<int>? CountVms { get; init; }

    /// <summary>How many disks the VM has.</summary>
    public VmLook<int>? CountDisks { get; init; }

    /// <summary>Whether an ISO is in the CD drive.</summary>
    public VmLook<bool>? HasIso { get; init; }

    /// <summary>How many NICs the VM has.</summary>
    public VmLook<int>? CountNics { get; init; }
}
