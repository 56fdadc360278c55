namespace CloudStack.Placement;

internal sealed class HostAvoidFilter : IHostFilter
{
    public string Name => "Avoid";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var avoid = placement.Request.Avoid;
        return avoid.Hosts.Count > 0 && avoid.Hosts.Contains(host.Id) ? Verdict.No("an earlier try failed here") : Verdict.Yes;
    }
}

internal sealed class HostStateFilter : IHostFilter
{
    public string Name => "State";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        if (host.State == "Up" && host.ResourceState == "Enabled") return Verdict.Yes;
        return placement.No($"is {host.State} and {host.ResourceState}, must be Up and Enabled");
    }
}

/// <summary>Host tag of the offering and of the template; hosts with <c>ha.tag</c> are kept for restarts.</summary>
internal sealed class HostTagFilter : IHostFilter
{
    public string Name => "Tag";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var request = placement.Request;
        var haTag = placement.Settings.HaTag;
        if (haTag is not null)
        {
            var isHaHost = host.HasTag(haTag);
            if (request.IsHaRestart) return isHaHost ? Verdict.Yes : placement.No($"a restart needs a host with the tag {haTag}");
            if (isHaHost && request.HostTag != haTag) return placement.No($"hosts with the tag {haTag} are kept for restarts");
        }
        if (request.HostTag is { } offering && !host.HasTag(offering)) return placement.No($"the offering needs the host tag {offering}");
        if (request.TemplateTag is { } template && !host.HasTag(template)) return placement.No($"the template needs the host tag {template}");
        return Verdict.Yes;
    }
}

internal sealed class HostHvmFilter : IHostFilter
{
    public string Name => "Hvm";

    public Verdict Check(IHostView host, PlacementContext placement) =>
        placement.Request.RequiresHvm && !host.IsHvm && placement.Settings.CheckHvm
            ? Verdict.No("the template needs full virtualisation, which the host does not offer")
            : Verdict.Yes;
}

/// <summary>Cores and speed of the host itself, whatever is free.</summary>
internal sealed class HostShapeFilter : IHostFilter
{
    public string Name => "Shape";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var request = placement.Request;
        if (host.Cores < request.Cores) return placement.No($"needs {request.Cores} cores, has {host.Cores}");
        if (host.Mhz < request.Mhz) return placement.No($"needs cores of {request.Mhz} MHz, has {host.Mhz} MHz");
        return Verdict.Yes;
    }
}

internal sealed class HostGuestFilter : IHostFilter
{
    public string Name => "GuestLimit";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        if (placement.GuestLimitOf(host) is { } limit && host.Guests >= limit)
        {
            return placement.No($"runs {host.Guests} guests, {host.Cluster.Hypervisor} {host.HypervisorVersion} may run {limit}");
        }
        return Verdict.Yes;
    }
}

/// <summary>Free CPU and memory; reserved capacity counts as used, except for the VM that it is reserved for.</summary>
internal sealed class HostRoomFilter : IHostFilter
{
    private const long MiB = 1024 * 1024;

    public string Name => "Room";

    /// <summary>Whether the host has free what the VM needs, reserved capacity left aside.</summary>
    public static bool HasRoom(IHostView host, PlacementContext placement)
    {
        var asked = placement.Asked;
        return host.Cpu.FreeWith(asked.CpuFactor) >= asked.CpuMhz && host.Memory.FreeWith(asked.MemoryFactor) >= asked.MemoryBytes;
    }

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var request = placement.Request;
        var cpu = host.Cpu;
        var memory = host.Memory;
        if (placement.IsAtReservation)
        {
            if (cpu.Reserved < request.CpuMhz) return placement.No($"needs {request.CpuMhz} MHz, only {cpu.Reserved} are reserved");
            if (memory.Reserved < request.MemoryBytes)
            {
                return placement.No($"needs {request.MemoryBytes / MiB} MiB, only {memory.Reserved / MiB} are reserved");
            }
            return Verdict.Yes;
        }
        var freeCpu = cpu.FreeWith(placement.Settings.CpuFactor);
        if (freeCpu < request.CpuMhz)
        {
            return placement.No($"needs {request.CpuMhz} MHz, has {freeCpu} free of {cpu.Total}"
                + $" x {placement.Settings.CpuFactor:0.0##}, {cpu.Reserved} reserved");
        }
        var freeMemory = memory.FreeWith(placement.Settings.MemoryFactor);
        if (freeMemory < request.MemoryBytes)
        {
            return placement.No($"needs {request.MemoryBytes / MiB} MiB, has {freeMemory / MiB} free of {memory.Total / MiB}"
                + $" x {placement.Settings.MemoryFactor:0.0##}, {memory.Reserved / MiB} reserved");
        }
        return Verdict.Yes;
    }
}
