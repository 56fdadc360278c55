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

    /// <summary>The changes that give it back.</summary>
    internal List<ChangeEntry> GivenBack()
    {
        List<ChangeEntry> changes = [ChangeEntry.Host(HostId, Usage(-1))];
        if (Owner is { } owner) changes.Add(ChangeEntry.OwnerVms(HostId, owner, -1));
        foreach (var volume in Volumes)
        {
            if (volume.Bytes == 0) continue;
            changes.Add(ChangeEntry.Pool(volume.PoolId, -volume.Bytes));
            if (Owner is { } volumeOwner) changes.Add(ChangeEntry.OwnerVolumes(volume.PoolId, volumeOwner, -1));
        }
        return changes;
    }

    /// <summary>The change of the host's use, or with -1 its opposite.</summary>
    internal HostUsage Usage(int sign)
    {
        var (cpu, memory) = (sign * cpuMhz, sign * memoryBytes);
        return usesReservation ? new HostUsage(cpu, memory, -cpu, -memory, sign) : new HostUsage(cpu, memory, 0, 0, sign);
    }
}
