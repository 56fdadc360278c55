using CloudStack.Drivers;

namespace TestPlugins;

/// <summary>A hypervisor that only answers a probe.</summary>
internal class TestDriver(string name, Func<IReadOnlyList<string>> tell) : IHypervisorDriver
{
    public HypervisorTraits Traits { get; } = new() { Hypervisor = name, ImageFormats = ["RAW"] };

    public Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        Task.FromResult(new HostFacts { Guid = name, Name = name, Cpus = 1, CpuMhz = 1, MemoryBytes = 1, Capabilities = tell() });

    public Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken) =>
        throw new DriverException(Outcome.NotApplied, $"{name} runs no VMs.");

    public Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VmObservation>>([]);

    public Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) => Task.CompletedTask;
}
