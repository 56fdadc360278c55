using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class StatisticsSuite : ConformanceSuite
{
    public StatisticsSuite() : base(typeof(IStatistics))
    {
        Check(A_host_is_measured, "Processor use is 0 to 100 percent; memory and counters are not negative.");
        Check(A_running_vm_is_measured, "Every running VM of the cloud is measured once, and counters never fall.");
        Check(A_stopped_vm_is_not_measured, "Only running VMs are measured.");
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.");
    }

    private static Task<IReadOnlyList<VmStatistics>> MeasureAsync(HypervisorTrial trial) =>
        trial.LimitAsync("GetVmStatisticsAsync", token => trial.Facet<IStatistics>().GetVmStatisticsAsync(trial.Host, token));

    private static async Task A_host_is_measured(HypervisorTrial trial)
    {
        var seen = await trial.LimitAsync("GetHostStatisticsAsync", token => trial.Facet<IStatistics>().GetHostStatisticsAsync(trial.Host, token));
        Expect(seen is { CpuPercent: >= 0 and <= 100, MemoryUsedBytes: >= 0, NetworkReadBytes: >= 0, NetworkWriteBytes: >= 0 }, $"the host is measured as {seen}");
    }

    private static async Task A_running_vm_is_measured(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var (first, second) = (await MeasureAsync(trial), await MeasureAsync(trial));
        Expect(first.All(vm => IsCloudName(vm.Name)), $"a VM is measured that is not the cloud's: {string.Join(", ", first.Select(vm => vm.Name))}");
        var (before, after) = (Single(first, spec), Single(second, spec));
        Expect(
            before is { NetworkReadBytes: >= 0, NetworkWriteBytes: >= 0, DiskReadBytes: >= 0, DiskWriteBytes: >= 0 } && before.CpuTime >= TimeSpan.Zero,
            $"the VM is measured as {before}");
        Expect(
            after.CpuTime >= before.CpuTime && after.NetworkReadBytes >= before.NetworkReadBytes && after.NetworkWriteBytes >= before.NetworkWriteBytes
            && after.DiskReadBytes >= before.DiskReadBytes && after.DiskWriteBytes >= before.DiskWriteBytes,
            $"counters fell from {before} to {after}");
    }

    private static async Task A_stopped_vm_is_not_measured(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.EnsureAsync(spec with { Power = VmPower.Stopped });
        var seen = await MeasureAsync(trial);
        Expect(seen.All(vm => vm.Name != spec.Vm.Name), $"stopped VM {spec.Vm.Name} is measured");
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var host = trial.Harness.UnreachableHost;
        await trial.ExpectRefusalAsync("GetHostStatisticsAsync", token => trial.Facet<IStatistics>().GetHostStatisticsAsync(host, token));
        await trial.ExpectRefusalAsync("GetVmStatisticsAsync", token => trial.Facet<IStatistics>().GetVmStatisticsAsync(host, token));
    }

    private static VmStatistics Single(IReadOnlyList<VmStatistics> measured, VmSpec spec)
    {
        var found = measured.Where(vm => vm.Name == spec.Vm.Name).ToList();
        Expect(found.Count == 1, $"VM {spec.Vm.Name} is measured {found.Count} times");
        return found[0];
    }
}
