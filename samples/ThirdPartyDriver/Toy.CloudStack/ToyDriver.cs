using System.Text.RegularExpressions;
using CloudStack.Drivers;

namespace Toy.CloudStack;

/// <summary>Drives hosts that exist only in memory.</summary>
public sealed partial class ToyDriver(ToyOptions options) : IHypervisorDriver
{
    private readonly ToyWorld _world = new();

    /// <inheritdoc/>
    public HypervisorTraits Traits { get; } = new()
    {
        Hypervisor = "Toy",
        ImageFormats = ["RAW", "QCOW2", "VHD"],
        PoolTypes = [PoolTypes.NetworkFilesystem, PoolTypes.SharedMountPoint],
        // "sim" lets the quickstart of the cloud run on it.
        AddressSchemes = ["toy", "sim", "http"],
    };

    /// <inheritdoc/>
    public Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken) => RunAsync(host, machine => new HostFacts
    {
        Guid = "toy-" + machine.Name,
        Name = machine.Name,
        Cpus = options.Cpus,
        CpuMhz = 2000,
        MemoryBytes = (long)options.MemoryGib << 30,
        Capabilities = ["hvm"],
        HypervisorVersion = "1.0",
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken) => RunAsync(host, machine =>
    {
        if (spec.Power == VmPower.Running)
        {
            RequireVolumes(machine, spec);
            machine.Vms[spec.Vm.Name] = spec;
        }
        else if (machine.Vms.ContainsKey(spec.Vm.Name))
        {
            machine.Vms[spec.Vm.Name] = spec with { Power = VmPower.Stopped };
        }

        return new VmObservation(spec.Vm.Name, spec.Power);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<VmObservation>>(
        host, machine => [.. machine.Vms.Values.Where(vm => CloudName().IsMatch(vm.Vm.Name)).Select(vm => new VmObservation(vm.Vm.Name, vm.Power))], cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) => RunAsync(host, machine => machine.Vms.Remove(vm.Name), cancellationToken);

    /// <summary>Names that the cloud gives: user VMs, and system VMs by their letter.</summary>
    [GeneratedRegex(@"^(i-\d+|[rvsl])-\d+-[^\s+-]+$")]
    private static partial Regex CloudName();

    private Task<T> RunAsync<T>(HostEndpoint host, Func<ToyHost, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (_world.Gate)
            {
                return Task.FromResult(work(_world.Connect(host)));
            }
        }
        catch (DriverException refused)
        {
            return Task.FromException<T>(refused);
        }
    }
}
