namespace CloudStack.Benchmarks;

/// <summary>What hosts and VMs cost in the memory of the process that holds the cloud, the simulator's own share included.</summary>
internal static class Memory
{
    public static async Task RunAsync(int hosts, int vms)
    {
        await using var small = await TestBed.BuildAsync(null, 16);
        await small.DeployAsync(0);
        var before = Live();
        await using var bed = await TestBed.BuildAsync(null, hosts);
        await bed.DeployAsync(1);
        var withHosts = Live();
        for (var number = 2; number < vms + 2; number += 50)
        {
            await Task.WhenAll(Enumerable.Range(number, 50).Select(bed.DeployAsync));
        }
        var withVms = Live();
        Console.WriteLine($"memory: {(withHosts - before) / hosts:N0} bytes a host ({hosts} hosts), {(withVms - withHosts) / vms:N0} bytes a VM ({vms} VMs), simulator included");
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
