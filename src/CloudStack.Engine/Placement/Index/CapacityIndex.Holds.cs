using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <content>What a decision takes before it is claimed in the database.</content>
public sealed partial class CapacityIndex
{
    private const int MostRaces = 16;

    /// <summary>
    /// Takes what a decision needs, if it is still free, so that the next decision sees it taken. Then claim it in the database, and settle the
    /// hold: <see cref="Keep"/> it when the claim succeeded, <see cref="Release"/> it otherwise.
    /// </summary>
    /// <param name="request">The VM.</param>
    /// <param name="result">Where it goes.</param>
    /// <param name="settings">The settings in force.</param>
    /// <returns>What was taken; null when another was quicker: place again.</returns>
    public CapacityHold? TryHold(PlacementRequest request, PlacementResult result, PlacementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(settings);
        if (result.HostId is not { } hostId || hosts.Find(hostId) is not { } host) return null;
        var zone = host.Cluster.Pod.Zone;
        var guestLimit = settings.GuestLimitOf(host.Cluster.Hypervisor, host.HypervisorVersion) ?? int.MaxValue;
        lock (zone.Gate)
        {
            if (!IsHere(host, zone) || !host.IsUsable || host.Guests >= guestLimit || !HasRoom(host, request, result, settings) || !HaveRoom(result.Volumes, settings)) return null;
            var hold = new CapacityHold(host, request, result);
            zone.Holds.Add(hold);
            Take(host, hold, 1);
            return hold;
        }
    }

    /// <summary>The claim succeeded: what was held is now simply in use. Settling a second time does nothing.</summary>
    /// <param name="hold">What was taken.</param>
    public void Keep(CapacityHold hold) => Settle(hold, giveBack: false);

    /// <summary>The claim failed: gives back what was held. Settling a second time does nothing.</summary>
    /// <param name="hold">What was taken.</param>
    /// <returns>Whether something was given back.</returns>
    public bool Release(CapacityHold hold) => Settle(hold, giveBack: true);

    /// <summary>Places and holds, again when another decision was quicker.</summary>
    /// <param name="placer">Decides.</param>
    /// <param name="request">The VM.</param>
    /// <param name="hold">What was taken; null when there is no place, or when too many others were quicker (then ask again later).</param>
    public PlacementResult PlaceAndHold(Placer placer, PlacementRequest request, out CapacityHold? hold)
    {
        ArgumentNullException.ThrowIfNull(placer);
        hold = null;
        for (var race = 0; race < MostRaces; race++)
        {
            var result = placer.Place(request, this);
            if (!result.IsPlaced) return result;
            hold = TryHold(request, result, placer.Settings);
            if (hold is not null) return result;
        }
        return new PlacementResult { Refusal = $"{MostRaces} times in a row another VM was quicker to take the place that was found; try again." };
    }

    private bool Settle(CapacityHold hold, bool giveBack)
    {
        ArgumentNullException.ThrowIfNull(hold);
        // A host that moves within its zone takes the hold along; one that leaves it has lost it.
        var zone = hold.Host.Cluster.Pod.Zone;
        lock (zone.Gate)
        {
            if (!zone.Holds.Remove(hold)) return false;
            if (giveBack) Take(hold.Host, hold, -1);
            return giveBack;
        }
    }

    private static HostUsage HeldOn(HostNode host)
    {
        var sum = default(HostUsage);
        foreach (var hold in host.Cluster.Pod.Zone.Holds)
        {
            if (hold.HostId == host.Id) sum = Sum(sum, hold.Usage(1));
        }
        return sum;
    }

    private static long HeldOn(PoolNode pool)
    {
        long sum = 0;
        foreach (var hold in pool.Cluster.Pod.Zone.Holds)
        {
            foreach (var volume in hold.Volumes)
            {
                if (volume.PoolId == pool.Id) sum += volume.Bytes;
            }
        }
        return sum;
    }

    private static bool HasRoom(HostNode host, PlacementRequest request, PlacementResult result, PlacementSettings settings) => result.UsesReservation
        ? host.Cpu.Reserved >= request.CpuMhz && host.Memory.Reserved >= request.MemoryBytes
        : host.Cpu.FreeWith(settings.CpuFactor) >= request.CpuMhz && host.Memory.FreeWith(settings.MemoryFactor) >= request.MemoryBytes;

    private bool HaveRoom(IReadOnlyList<VolumePlacement> volumes, PlacementSettings settings)
    {
        for (var i = 0; i < volumes.Count; i++)
        {
            if (pools.Find(volumes[i].PoolId) is not { } pool) return false;
            long sum = 0;
            for (var j = 0; j < volumes.Count; j++)
            {
                if (volumes[j].PoolId == pool.Id) sum += volumes[j].Bytes;
            }
            if (sum > 0 && !PoolRoom.Fits(pool, sum, settings)) return false;
        }
        return true;
    }

    private void Take(HostNode host, CapacityHold hold, int sign)
    {
        SetUsage(host, Sum(host.Usage, hold.Usage(sign)));
        if (hold.Owner is { } owner) CountVms(host, owners.FindOrAdd(owner), sign);
        foreach (var volume in hold.Volumes)
        {
            if (volume.Bytes == 0 || pools.Find(volume.PoolId) is not { } pool) continue;
            pool.AllocatedBytes = Math.Max(0, pool.AllocatedBytes + sign * volume.Bytes);
            if (hold.Owner is { } volumeOwner) pool.Owners.Add(owners.FindOrAdd(volumeOwner), sign);
        }
    }
}
