using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>What a decision took in the <see cref="CapacityIndex"/>, until it is settled.</summary>
public sealed class CapacityHold
{
    private readonly long cpuMhz;
    private readonly long memoryBytes;
    private readonly bool usesReservation;

    internal CapacityHold(HostNode host, PlacementRequest request, PlacementResult result)
    {
        Host = host;
        Owner = request.OwnerId;
        Volumes = result.Volumes;
        cpuMhz = request.CpuMhz;
        memoryBytes = request.MemoryBytes;
        usesReservation = result.UsesReservation;
    }

    /// <summary>The host.</summary>
    public HostId HostId => Host.Id;

    internal HostNode Host { get; }

    internal AccountId? Owner { get; }

    internal IReadOnlyList<VolumePlacement> Volumes { get; }

    /// <summary>The change of the host's use, or with -1 its opposite.</summary>
    internal HostUsage Usage(int sign)
    {
        var (cpu, memory) = (sign * cpuMhz, sign * memoryBytes);
        return usesReservation ? new HostUsage(cpu, memory, -cpu, -memory, sign) : new HostUsage(cpu, memory, 0, 0, sign);
    }
}
