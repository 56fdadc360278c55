using CloudStack;
using CloudStack.Drivers;
using CloudStack.Testing;
using CloudStack.Testing.NUnit;
using NUnit.Framework;

namespace Toy.CloudStack.Tests;

/// <summary>The kit's checks, each a test. Without the attribute NUnit does not look into an assembly that uses nothing else of it.</summary>
[TestFixture]
public sealed class ToyConformance : HypervisorConformance<ToyHarness>;

/// <summary>Two toy hosts and one that does not answer.</summary>
public sealed class ToyHarness : IHypervisorHarness
{
    /// <inheritdoc/>
    public IHypervisorDriver Driver { get; } = new ToyDriver(new ToyOptions());

    /// <inheritdoc/>
    public IReadOnlyList<HostEndpoint> Hosts { get; } = [Host("toy://one"), Host("toy://two")];

    /// <inheritdoc/>
    public HostEndpoint UnreachableHost { get; } = Host("toy://nowhere.invalid");

    /// <inheritdoc/>
    public PoolSpec Pool { get; } = new() { Id = StoragePoolId.From(Guid.NewGuid()), Type = PoolTypes.NetworkFilesystem, Host = "nas", Path = "/toys" };

    /// <inheritdoc/>
    public TemplateSpec Template { get; } = new() { Id = TemplateId.From(Guid.NewGuid()), Format = "RAW", Source = new Uri("http://images.example/toy.raw") };

    /// <inheritdoc/>
    public IIdSource Ids { get; } = new RandomIds();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Exemptions { get; } = new Dictionary<string, string>
    {
        ["HypervisorDriver.A_guest_that_switched_itself_off_is_told_apart"] = "A toy VM has no guest.",
        ["HypervisorDriver.A_killed_vm_is_not_stopped_by_its_guest"] = "Nothing but the driver reaches a toy VM.",
        ["HypervisorDriver.A_killed_vm_starts_again"] = "Nothing but the driver reaches a toy VM.",
        ["HypervisorDriver.A_cut_connection_converges"] = "There is no connection.",
        ["HypervisorDriver.A_lost_answer_is_not_called_not_applied"] = "No answer is lost in memory.",
    };

    /// <inheritdoc/>
    public HypervisorHooks Hooks => new()
    {
        PlantForeignVm = (host, vm, token) => Driver.EnsureAsync(host, CreateVm(new VmRef(VirtualMachineId.From(Guid.NewGuid()), vm), []), token),
        RemoveForeignVm = (host, vm, token) => Driver.RemoveAsync(host, new VmRef(VirtualMachineId.From(Guid.NewGuid()), vm), token),
    };

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public VmSpec CreateVm(VmRef vm, IReadOnlyList<DiskSpec> disks) =>
        new() { Vm = vm, Power = VmPower.Running, Cpus = 1, CpuMhz = 500, MemoryBytes = 128L << 20, Disks = disks };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HostEndpoint Host(string address) => new() { Id = HostId.From(Guid.NewGuid()), Address = new Uri(address) };

    private sealed class RandomIds : IIdSource
    {
        public Guid NewGuid() => Guid.NewGuid();
    }
}
