namespace CloudStack.Drivers;

/// <summary>
/// A hypervisor. Every verb states a desired end: calling it twice does what calling it once did, and it may be called again after a crash.
/// Calls for different VMs may run at once; the engine never has two calls for one VM under way.
/// What a hypervisor can do besides is a facet: an interface of this namespace that the same object implements
/// (<see cref="ILiveMigration"/>, <see cref="IHostStorage"/>, <see cref="IVolumeHotPlug"/>, <see cref="IIsoChange"/>, <see cref="INicHotPlug"/>,
/// <see cref="IReboot"/>, <see cref="IConsole"/>, <see cref="IStatistics"/>).
/// Failures are <see cref="DriverException"/>s that say whether the work was done.
/// </summary>
public interface IHypervisorDriver
{
    /// <summary>What the hypervisor is and what it is limited to. Never changes.</summary>
    HypervisorTraits Traits { get; }

    /// <summary>Looks at a host: connects, checks that it can be used, and reports what it has. Changes nothing.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DriverException">The host does not answer, refuses the login, or is too old; the message says which.</exception>
    Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a VM on a host what the specification says: creates and starts it, or stops it. A VM that is already so is left alone.
    /// Its volumes exist (<see cref="IHostStorage.EnsureVolumeAsync"/>) before it is started.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="spec">The whole desired state.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown until observed.</param>
    /// <returns>The VM as it then is.</returns>
    Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken);

    /// <summary>All VMs of this cloud on a host, whatever their state. Names outside the cloud's naming pattern are left out.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken);

    /// <summary>Powers a VM off and forgets it. A VM that is not there counts as removed. Its volumes stay.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown until observed.</param>
    Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken);
}

/// <summary>Moves a running VM to another host without stopping it.</summary>
public interface ILiveMigration
{
    /// <summary>
    /// Moves a VM. When it is already on the target, nothing happens. On failure the VM runs on the source unless the outcome is unknown.
    /// </summary>
    /// <param name="from">The host that it runs on.</param>
    /// <param name="to">The host to move to; both reach the VM's volumes.</param>
    /// <param name="spec">The VM as it shall be on the target.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown until observed.</param>
    Task MigrateAsync(HostEndpoint from, HostEndpoint to, VmSpec spec, CancellationToken cancellationToken);
}

/// <summary>Restarts the guest without going through the planner.</summary>
public interface IReboot
{
    /// <summary>Restarts a running VM. Not repeatable in effect (a second call restarts again), but harmless.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RebootAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken);
}

/// <summary>Attaches and detaches volumes of a running VM.</summary>
public interface IVolumeHotPlug
{
    /// <summary>Attaches a volume. One that is attached already stays so.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="disk">The volume and its place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AttachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken);

    /// <summary>Detaches a volume and returns when the guest has let go of it. One that is not attached counts as detached.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="disk">The volume and its place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DetachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken);
}

/// <summary>Changes what is in the CD drive of a running VM. A driver without this refuses VMs with an ISO (<see cref="VmSpec.Iso"/>) too.</summary>
public interface IIsoChange
{
    /// <summary>Puts an ISO into the CD drive, in place of what is there. One that is in already stays.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="iso">The ISO.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AttachIsoAsync(HostEndpoint host, VmRef vm, IsoSpec iso, CancellationToken cancellationToken);

    /// <summary>Empties the CD drive. An empty one stays so.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DetachIsoAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken);
}

/// <summary>Attaches and detaches NICs of a running VM. A NIC is known by its MAC address.</summary>
public interface INicHotPlug
{
    /// <summary>Attaches a NIC. One with the same MAC address that is there already stays.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="nic">The NIC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AttachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken);

    /// <summary>Detaches a NIC. One that is not there counts as detached.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="nic">The NIC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DetachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken);
}

/// <summary>Tells where a VM's console is served.</summary>
public interface IConsole
{
    /// <summary>The address of a running VM's console.</summary>
    /// <param name="host">The host.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ConsoleAddress> GetConsoleAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken);
}

/// <summary>Measures hosts and VMs.</summary>
public interface IStatistics
{
    /// <summary>What the host uses now.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<HostStatistics> GetHostStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken);

    /// <summary>Counters of all running VMs of this cloud on the host, in one call to the host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VmStatistics>> GetVmStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken);
}

/// <summary>Primary storage that is reached through hypervisor hosts: pools, templates on pools, volumes.</summary>
public interface IHostStorage
{
    /// <summary>Makes a pool usable on a host (mounts it, activates it). A pool that is usable already stays so.</summary>
    /// <param name="host">The host.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DriverException">The pool's kind is not in <see cref="HypervisorTraits.PoolTypes"/>, or its source does not answer.</exception>
    Task<PoolFacts> EnsurePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken);

    /// <summary>Makes a pool unusable on a host. What is stored stays. A pool that is not there counts as removed.</summary>
    /// <param name="host">The host.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RemovePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken);

    /// <summary>Puts a template on a pool, so that volumes can be made from it. A complete copy that is there already is kept.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="template">The template.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TemplateFacts> EnsureTemplateAsync(HostEndpoint host, PoolSpec pool, TemplateSpec template, CancellationToken cancellationToken);

    /// <summary>Makes a volume, empty or from a template that is on the pool. A volume that exists is kept as it is, never overwritten.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<VolumeFacts> EnsureVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken);

    /// <summary>Deletes a volume and what it holds. A volume that is not there counts as deleted.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RemoveVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken);
}
