using System.Globalization;

namespace CloudStack.Placement;

internal sealed class HostAvoidFilter : IHostFilter
{
    public string Name => "Avoid";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var avoid = placement.Request.Avoid;
        return avoid.Hosts.Count > 0 && avoid.Hosts.Contains(host.Id) ? Verdict.No("an earlier try failed here") : Verdict.Yes;
    }

    public string ChangeFor(IHostView host, PlacementContext placement) => "a new start, which forgets earlier tries";
}

internal sealed class HostStateFilter : IHostFilter
{
    public string Name => "State";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        if (host.State == "Up" && host.ResourceState == "Enabled") return Verdict.Yes;
        return placement.No($"is {host.State} and {host.ResourceState}, must be Up and Enabled");
    }

    public string? ChangeFor(IHostView host, PlacementContext placement) => Changes.Join(
        host.State == "Up" ? null : "reconnect the host",
        host.ResourceState == "Enabled" ? null : host.ResourceState == "Disabled" ? "enable the host" : "end the host's maintenance");
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

    public string? ChangeFor(IHostView host, PlacementContext placement)
    {
        var (request, haTag) = (placement.Request, placement.Settings.HaTag);
        if (haTag is not null && request.IsHaRestart) return $"host tag {haTag}";
        var kept = haTag is not null && request.HostTag != haTag && host.HasTag(haTag) ? $"without host tag {haTag}" : null;
        var offering = request.HostTag is { } tag && !host.HasTag(tag) ? $"host tag {tag}" : null;
        var template = request.TemplateTag is { } other && other != request.HostTag && !host.HasTag(other) ? $"host tag {other}" : null;
        return Changes.Join(kept, Changes.Join(offering, template));
    }
}

internal sealed class HostHvmFilter : IHostFilter
{
    public string Name => "Hvm";

    public Verdict Check(IHostView host, PlacementContext placement) =>
        placement.Request.RequiresHvm && !host.IsHvm && placement.Settings.CheckHvm
            ? Verdict.No("the template needs full virtualisation, which the host does not offer")
            : Verdict.Yes;

    public string ChangeFor(IHostView host, PlacementContext placement) => "full virtualisation, in the host's firmware or with a template that does not need it";
}

/// <summary>Cores and speed of the host itself, whatever is free.</summary>
internal sealed class HostShapeFilter : IHostFilter
{
    public string Name => "Shape";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        var request = placement.Request;
        if (host.Cores < request.Cores) return placement.No($"needs {request.Cores} cores, has {host.Cores}");
        if (host.Mhz < request.Mhz) return placement.No($"needs cores of {request.Mhz:N0} MHz, has {host.Mhz:N0} MHz");
        return Verdict.Yes;
    }

    public string? ChangeFor(IHostView host, PlacementContext placement) => Changes.Join(
        host.Cores < placement.Request.Cores ? $"an offering of {host.Cores} cores at most" : null,
        host.Mhz < placement.Request.Mhz ? string.Create(CultureInfo.InvariantCulture, $"an offering of {host.Mhz:N0} MHz at most") : null);
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

    public string? ChangeFor(IHostView host, PlacementContext placement) =>
        placement.GuestLimitOf(host) is { } limit && host.Guests >= limit ? $"{host.Guests - limit + 1} guests fewer, or a limit of {host.Guests + 1}" : null;
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
        if (placement.IsAtReservation)
        {
            var (cpu, memory) = (host.Cpu, host.Memory);
            if (cpu.Reserved < request.CpuMhz) return placement.No($"needs {request.CpuMhz:N0} MHz, only {cpu.Reserved:N0} are reserved");
            if (memory.Reserved < request.MemoryBytes)
            {
                return placement.No($"needs {request.MemoryBytes / MiB:N0} MiB, only {memory.Reserved / MiB:N0} are reserved");
            }
            return Verdict.Yes;
        }
        if (host.Cpu.FreeWith(placement.Settings.CpuFactor) < request.CpuMhz) return placement.No($"{CpuFigures(host, placement)}");
        return host.Memory.FreeWith(placement.Settings.MemoryFactor) < request.MemoryBytes ? placement.No($"{MemoryFigures(host, placement)}") : Verdict.Yes;
    }

    public string? ChangeFor(IHostView host, PlacementContext placement) => Changes.Join(
        Changes.Cpu(host.Cpu, placement.Request.CpuMhz, placement.Settings.CpuFactor),
        Changes.Memory(host.Memory, placement.Request.MemoryBytes, placement.Settings.MemoryFactor));

    /// <summary>What is asked and what is free, of both kinds.</summary>
    public static string Figures(IHostView host, PlacementContext placement) => $"{CpuFigures(host, placement)}; {MemoryFigures(host, placement)}";

    private static string CpuFigures(IHostView host, PlacementContext placement)
    {
        var (cpu, factor) = (host.Cpu, placement.Settings.CpuFactor);
        return string.Create(CultureInfo.InvariantCulture, $"needs {placement.Request.CpuMhz:N0} MHz, has {cpu.FreeWith(factor):N0} free of {cpu.Total:N0}"
            + $" x {factor:0.0##}{Reserved(cpu.Reserved, placement)}");
    }

    private static string MemoryFigures(IHostView host, PlacementContext placement)
    {
        var (memory, factor) = (host.Memory, placement.Settings.MemoryFactor);
        return string.Create(CultureInfo.InvariantCulture, $"needs {placement.Request.MemoryBytes / MiB:N0} MiB, has {memory.FreeWith(factor) / MiB:N0} free of {memory.Total / MiB:N0}"
            + $" x {factor:0.0##}{Reserved(memory.Reserved / MiB, placement)}");
    }

    private static string Reserved(long reserved, PlacementContext placement)
    {
        if (reserved == 0) return "";
        var until = placement.ReservedUntil is { } time ? string.Create(CultureInfo.InvariantCulture, $" until {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "";
        return string.Create(CultureInfo.InvariantCulture, $", {reserved:N0} reserved for stopped VMs{until}");
    }
}
