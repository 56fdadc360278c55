using System.Collections.Concurrent;
using System.Globalization;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : IStatistics
{
    private readonly ConcurrentDictionary<HostId, CpuTicks> lastTicks = new();

    /// <inheritdoc/>
    /// <remarks>The CPU share is that since the last call for the host; the first call gives the share since the host started.</remarks>
    public async Task<HostStatistics> GetHostStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, new HostCommand("tell what it uses", HostScripts.Usage), cancellationToken);
        var sections = VirshText.Sections(result.Output);
        var ticks = CpuTicks.Read(sections.GetValueOrDefault("cpu") ?? "");
        var before = lastTicks.GetValueOrDefault(host.Id);
        lastTicks[host.Id] = ticks;
        var memory = VirshText.Fields(sections.GetValueOrDefault("memory") ?? "");
        var free = Kilobytes("MemAvailable") ?? (Kilobytes("MemFree") + Kilobytes("Buffers") + Kilobytes("Cached")) ?? 0;
        var (read, written) = NetworkUsage.Read(
            sections.GetValueOrDefault("network") ?? "", host.NetworkLabels.GetValueOrDefault("Public") ?? options.DefaultBridge);
        return new HostStatistics(ticks.PercentSince(before), Math.Max(0, (Kilobytes("MemTotal") ?? 0) - free) * 1024, read, written);

        long? Kilobytes(string name) => VirshText.FirstNumber(memory.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VmStatistics>> GetVmStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, new HostCommand("count what its VMs use", HostScripts.DomainUsage), cancellationToken);
        var sections = VirshText.Sections(result.Output);
        var ids = (sections.GetValueOrDefault("ids") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        return [.. VirshText.DomainStats(sections.GetValueOrDefault("stats") ?? "")
            .Where(domain => ids.Contains(NameUuid.Of(domain.Name).ToString("D")))
            .Select(domain => new VmStatistics(domain.Name,
                TimeSpan.FromTicks((VirshText.FirstNumber(domain.Values.GetValueOrDefault("cpu.time")) ?? 0) / TimeSpan.NanosecondsPerTick),
                VirshText.Sum(domain.Values, "net", "rx.bytes"), VirshText.Sum(domain.Values, "net", "tx.bytes"),
                VirshText.Sum(domain.Values, "block", "rd.bytes"), VirshText.Sum(domain.Values, "block", "wr.bytes")))];
    }
}
