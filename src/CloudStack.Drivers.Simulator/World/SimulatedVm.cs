namespace CloudStack.Drivers.Simulator;

/// <summary>A VM on a simulated host. Never changed, only replaced.</summary>
internal sealed record SimulatedVm
{
    public string Name { get; init; } = "";

    public VmPower Power { get; init; }

    public bool StoppedByGuest { get; init; }

    public int Cpus { get; init; }

    public long MemoryBytes { get; init; }

    public IReadOnlyList<SimulatedDisk> Disks { get; init; } = [];

    /// <summary>What is in the CD drive, or null.</summary>
    public Guid? Iso { get; init; }

    /// <summary>MAC addresses.</summary>
    public IReadOnlyList<string> Nics { get; init; } = [];

    public DateTimeOffset StartedAt { get; init; }

    public static SimulatedVm From(VmSpec spec, DateTimeOffset startedAt) => new()
    {
        Name = spec.Vm.Name,
        Power = VmPower.Running,
        Cpus = spec.Cpus,
        MemoryBytes = spec.MemoryBytes,
        Disks = spec.Disks.Count == 0 ? [] : [.. spec.Disks.Select(SimulatedDisk.From)],
        Nics = spec.Nics.Count == 0 ? [] : [.. spec.Nics.Select(nic => nic.MacAddress)],
        Iso = spec.Iso?.Id.Value,
        StartedAt = startedAt,
    };

    public bool IsRunningAs(SimulatedVm other) =>
        Power == VmPower.Running && Cpus == other.Cpus && MemoryBytes == other.MemoryBytes && Iso == other.Iso && Disks.SequenceEqual(other.Disks) && Nics.SequenceEqual(other.Nics);
}

/// <summary>A disk of a simulated VM.</summary>
internal sealed record SimulatedDisk(Guid Pool, Guid Volume, int Device)
{
    public static SimulatedDisk From(DiskSpec disk) => new(disk.Volume.Pool.Id.Value, disk.Volume.Id.Value, disk.DeviceId);
}
