namespace CloudStack.Benchmarks.Placement;

/// <summary>A size of VM.</summary>
internal sealed record VmSize(string Name, int Cores, int MemoryMiB);

/// <summary>The sequence of VMs and the cloud that they go into: one definition for every program that is measured.</summary>
internal static class Workload
{
    public const int Cores = 32;
    public const int Mhz = 2000;
    public const int MemoryMiB = 131_072;
    public const int DiskGiB = 2048;
    public const int RootDiskGiB = 20;
    public const int HostsPerCluster = 20;
    public const int ClustersPerPod = 5;

    private static readonly (int Below, VmSize Size)[] Sizes =
        [(40, new("s", 1, 1024)), (70, new("m", 2, 4096)), (90, new("l", 4, 8192)), (100, new("xl", 8, 32_768))];

    /// <summary>The size of a name.</summary>
    public static VmSize Size(string name) => Sizes.First(size => size.Size.Name == name).Size;

    /// <summary>Sizes without end, the same for the same seed.</summary>
    public static IEnumerable<VmSize> Sequence(uint seed = 42)
    {
        var x = seed;
        while (true)
        {
            x = (1103515245 * x + 12345) & 0x7FFFFFFF;
            var r = (x >> 8) % 100;
            yield return Sizes.First(size => r < size.Below).Size;
        }
    }

    /// <summary>VMs in order, up to the first that would take the sum of cores above four fifths of all.</summary>
    public static List<VmSize> Fill(int hosts)
    {
        var cap = (long)(0.80 * Cores * hosts);
        long used = 0;
        var vms = new List<VmSize>();
        foreach (var size in Sequence())
        {
            if (used + size.Cores > cap) return vms;
            used += size.Cores;
            vms.Add(size);
        }
        return vms;
    }

    /// <summary>The figures that every implementation of the workload must reproduce.</summary>
    /// <exception cref="InvalidOperationException">This one does not.</exception>
    public static void Check()
    {
        Expect("m m xl m m m s s l m m m s s s xl m l s s", string.Join(' ', Sequence().Take(20).Select(size => size.Name)));
        foreach (var (hosts, vms, cores, memory) in new[]
        {
            (10, 95, 254L, 651_264L), (100, 953, 2560, 6_465_536), (1000, 9762, 25_599, 64_824_320), (5000, 49_442, 128_000, 321_763_328),
            (10_000, 98_673, 255_999, 644_635_648),
        })
        {
            var fill = Fill(hosts);
            Expect($"{hosts}: {vms} {cores} {memory}", $"{hosts}: {fill.Count} {fill.Sum(size => (long)size.Cores)} {fill.Sum(size => (long)size.MemoryMiB)}");
        }
    }

    private static void Expect(string wanted, string found)
    {
        if (wanted != found) throw new InvalidOperationException($"The workload must give {wanted}, not {found}.");
    }
}

/// <summary>Whether a finished placement is valid, and how it left the hosts.</summary>
internal sealed class Quality(int hosts)
{
    private readonly (int Cores, int MemoryMiB, int DiskGiB)[] _free = [.. Enumerable.Repeat((Workload.Cores, Workload.MemoryMiB, Workload.DiskGiB), hosts)];

    public int Placed { get; private set; }

    public int Overcommitted => _free.Count(free => free.Cores < 0 || free.MemoryMiB < 0 || free.DiskGiB < 0);

    public int XlSlots => _free.Sum(free => Math.Max(0, Math.Min(free.Cores / 8, Math.Min(free.MemoryMiB / 32_768, free.DiskGiB / Workload.RootDiskGiB))));

    public double Deviation
    {
        get
        {
            var mean = _free.Average(free => (double)(Workload.Cores - free.Cores));
            return Math.Sqrt(_free.Average(free => Math.Pow(Workload.Cores - free.Cores - mean, 2)));
        }
    }

    public void Add(int host, VmSize size)
    {
        Change(host, size, 1);
        Placed++;
    }

    public void Remove(int host, VmSize size) => Change(host, size, -1);

    /// <summary>Whether a VM fits on some host: the exhaustive search.</summary>
    public bool FitsSomewhere(VmSize size) =>
        _free.Any(free => free.Cores >= size.Cores && free.MemoryMiB >= size.MemoryMiB && free.DiskGiB >= Workload.RootDiskGiB);

    public string Line(int asked)
    {
        var used = _free.Select(free => Workload.Cores - free.Cores).ToList();
        return $"placed={Placed}/{asked} overcommitted-hosts={Overcommitted} hosts-touched={used.Count(cores => cores > 0)} xl-slots-left={XlSlots} "
            + $"cores-used mean={used.Average():F1} sd={Deviation:F2} min={used.Min()} max={used.Max()}";
    }

    private void Change(int host, VmSize size, int sign)
    {
        ref var free = ref _free[host];
        free = (free.Cores - sign * size.Cores, free.MemoryMiB - sign * size.MemoryMiB, free.DiskGiB - sign * Workload.RootDiskGiB);
    }
}
