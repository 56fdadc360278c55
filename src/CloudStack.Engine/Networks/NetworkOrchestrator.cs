using System.Globalization;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Brings the networks of a VM up when it starts and lets go of them when it stops; database work only. After the transaction the caller tells the
/// elements of the networks (<see cref="NetworkElementGateway.EnsureAsync"/>).
/// </summary>
internal sealed class NetworkOrchestrator(NicAllocator allocator, SettingsStore settings, EventLog events, IIdSource ids, TimeProvider time)
{
    private static readonly Func<Db, long, Task<List<PluggedNic>>> WithNetworks = CompiledQuery.Compile(
        (Db db, long vm) => (from nic in db.Nics
                             from network in db.Networks.Where(row => row.Id == nic.NetworkId)
                             from offering in db.NetworkOfferings.Where(row => row.Id == network.NetworkOfferingId).DefaultIfEmpty()
                             from traffic in db.TrafficTypes
                                 .Where(row => row.PhysicalNetworkId == network.PhysicalNetworkId && row.TrafficType == network.TrafficType).DefaultIfEmpty()
                             where nic.VmId == vm
                             orderby nic.DeviceId
                             select new PluggedNic(nic, network, offering.RateMbps, traffic)).ToListAsync(default));

    /// <summary>In the transaction that starts a VM, when its pod is chosen: implements its networks and reserves its NICs. Repeating is harmless.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="podId">Its pod.</param>
    /// <param name="plan">Its deployment, when its NICs and networks are still as that has recorded and read them.</param>
    /// <exception cref="CloudStackException">No VLAN or address is free (533), or a network is being shut down (534).</exception>
    public async Task ReserveAsync(Db db, VirtualMachineRow vm, long podId, DeploymentPlan? plan = null)
    {
        var nics = (plan?.Nics ?? await db.ListAsync<NicRow>(nameof(NicRow.VmId), vm.Id)).OrderBy(nic => nic.DeviceId).ToList();
        var networkIds = nics.Select(nic => nic.NetworkId).Distinct().Order().ToList();
        var networks = plan is null ? await db.ByIdsAsync<NetworkRow>(networkIds)
            : plan.Networks.Select(selected => selected.Network).DistinctBy(network => network.Id).ToDictionary(network => network.Id);
        foreach (var id in networkIds)
        {
            var added = nics.Count(nic => nic.NetworkId == id && nic.State != NicState.Reserved);
            // Counting first locks the network, so that of many VMs that start at once only one takes the VLAN.
            if (added > 0 && networks[id].TakesVlan() && !await CountOnAsync(db, networks[id], added))
            {
                await CountAsync(db, id, added, null);
                networks[id] = await ImplementAsync(db, id, vm.UserId);
            }
        }
        foreach (var nic in nics.Where(nic => nic.State != NicState.Reserved))
        {
            await ReserveAsync(db, vm, podId, nic, networks[nic.NetworkId]);
        }
    }

    /// <summary>Counts NICs on a network that is still implemented as it was read, which nearly every one is.</summary>
    private static async Task<bool> CountOnAsync(Db db, NetworkRow network, int added) =>
        network is { State: NetworkState.Implemented, BroadcastUri: { } uri } && await db.Change<NetworkRow>(network.Id)
            .When(row => row.State, NetworkState.Implemented)
            .When(row => row.BroadcastUri, uri)
            .Add(row => row.ActiveNics, added)
            .ExpectAsync() == 1;

    private async Task ReserveAsync(Db db, VirtualMachineRow vm, long podId, NicRow nic, NetworkRow network)
    {
        if (network.IsPodBased())
        {
            // The row as it is, because the transaction may be run again.
            var row = await db.GetAsync<NicRow>(nic.Id);
            await allocator.ReserveInPodAsync(db, network, row, vm, podId);
            (row.BroadcastUri, row.IsolationUri, row.State) = (network.BroadcastUri, network.BroadcastUri, NicState.Reserved);
            await db.UpdateVersionedAsync(row);
        }
        else if (await db.Change<NicRow>(nic.Id)
            .When(row => row.State, NicState.Allocated)
            .Set(row => row.BroadcastUri, network.BroadcastUri)
            .Set(row => row.IsolationUri, network.BroadcastUri)
            .Set(row => row.State, NicState.Reserved)
            .Add(row => row.Version, 1)
            .ExpectAsync() != 1)
        {
            throw new ConflictException(nameof(NicRow), nic.Id);
        }
    }

    /// <summary>When a VM has stopped or could not start: its NICs keep their addresses but hold their networks up no longer. Repeating is harmless.</summary>
    public async Task UnreserveAsync(Db db, VirtualMachineRow vm)
    {
        var nics = await db.Nics.Where(row => row.VmId == vm.Id && row.State != NicState.Allocated).ToListAsync();
        if (nics.Count == 0)
        {
            return;
        }
        var networkIds = nics.Select(nic => nic.NetworkId).Distinct().Order().ToList();
        var networks = await db.Networks.Where(row => networkIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        foreach (var id in networkIds)
        {
            await CountAsync(db, id, -nics.Count(nic => nic.NetworkId == id && nic.State == NicState.Reserved), time.GetUtcNow());
        }
        foreach (var nic in nics)
        {
            if (networks[nic.NetworkId].TakesVlan())
            {
                (nic.BroadcastUri, nic.IsolationUri) = (null, null);
            }
            nic.State = NicState.Allocated;
            await db.UpdateVersionedAsync(nic);
        }
    }

    /// <summary>The VM's NICs as drivers want them, in the order of their devices.</summary>
    public async Task<IReadOnlyList<NicSpec>> SpecsAsync(Db db, VirtualMachineRow vm, ServiceOfferingRow? offering = null)
    {
        var found = await WithNetworks(db, vm.Id);
        var vmRate = (offering ?? await db.FindAsync<ServiceOfferingRow>(vm.ServiceOfferingId))?.RateMbps;
        return [.. found.Select(item => new NicSpec
        {
            Id = new NicId(item.Nic.Uuid),
            DeviceId = item.Nic.DeviceId,
            MacAddress = item.Nic.MacAddress,
            TrafficType = item.Network.TrafficType,
            BroadcastUri = item.Nic.BroadcastUri,
            NetworkLabel = Label(item.Traffic, vm.Hypervisor),
            RateMbps = Rate(item.Nic.IsDefault ? vmRate ?? settings.Current.VmNetworkThrottlingRate : item.Rate ?? settings.Current.NetworkThrottlingRate),
            IpAddress = item.Nic.Ip4Address,
            IsDefault = item.Nic.IsDefault,
        })];
    }

    /// <summary>Gives a network its VLAN unless it has one; the caller has locked its row.</summary>
    public async Task<NetworkRow> ImplementAsync(Db db, long networkId, long userId)
    {
        var network = await db.GetAsync<NetworkRow>(networkId);
        if (network.State == NetworkState.Implemented)
        {
            return network;
        }
        if (network.State != NetworkState.Allocated)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"The network {network.Name} is {network.State}; VMs can start on it again when that is over. Try again in a moment.");
        }
        var tag = await VlanTags.TakeAsync(db, network, ids, time.GetUtcNow());
        (network.State, network.BroadcastUri) = (NetworkState.Implemented, VlanUri.Of(tag));
        await db.Networks.Where(row => row.Id == network.Id)
            .Set(row => row.State, network.State)
            .Set(row => row.BroadcastUri, network.BroadcastUri)
            .Set(row => row.BroadcastDomainType, NetworkRules.Vlan)
            .Set(row => row.RestartRequired, false)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
        await events.AddAsync(db, EventType.ZoneVlanAssign, EventState.Completed, EventLevel.Info,
            string.Create(CultureInfo.InvariantCulture, $"Assigned Zone Vlan: {tag} Network Id: {network.Id}"), userId, network.AccountId, network.DomainId);
        return network;
    }

    /// <summary>Ends the shutdown of a network: it is Allocated and has no VLAN. Nothing happens when it is not being shut down any more.</summary>
    public async Task ShutDownAsync(Db db, NetworkRow network, long userId)
    {
        var ended = await db.Networks.Where(row => row.Id == network.Id && row.State == NetworkState.Shutdown)
            .Set(row => row.State, NetworkState.Allocated)
            .Set(row => row.BroadcastUri, (string?)null)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
        if (ended == 1)
        {
            await ReleaseVlanAsync(db, network, userId);
        }
    }

    /// <summary>Gives the VLAN of a network back that is going down; repeating is harmless.</summary>
    public async Task ReleaseVlanAsync(Db db, NetworkRow network, long userId)
    {
        if (await VlanTags.ReleaseAsync(db, network.Id) > 0)
        {
            await events.AddAsync(db, EventType.ZoneVlanRelease, EventState.Completed, EventLevel.Info,
                string.Create(CultureInfo.InvariantCulture, $"Released Zone Vlan: {VlanUri.VlanOf(network.BroadcastUri)} for Network: {network.Id}"),
                userId, network.AccountId, network.DomainId);
        }
    }

    /// <summary>Changes the number of active NICs of a network that counts them; the others spare their row the traffic.</summary>
    public static Task<int> CountAsync(Db db, long networkId, int change, DateTimeOffset? released)
    {
        var counted = db.Change<NetworkRow>(networkId)
            .When(row => row.Guru, NetworkRules.IsolatedGuru)
            .When(row => row.State, [.. Enum.GetValues<NetworkState>().Where(state => state != NetworkState.Setup)])
            .Add(row => row.ActiveNics, change);
        return (released is { } moment ? counted.Set(row => row.LastNicReleased, moment) : counted).UpdateAsync();
    }

    private static string? Label(TrafficTypeRow? traffic, string hypervisor) => hypervisor.ToUpperInvariant() switch
    {
        "KVM" => traffic?.KvmLabel,
        "XENSERVER" => traffic?.XenLabel,
        "VMWARE" => traffic?.VmwareLabel,
        "SIMULATOR" => traffic?.SimulatorLabel,
        _ => null,
    };

    /// <summary>Zero and less stand for no limit.</summary>
    private static int? Rate(int rate) => rate > 0 ? rate : null;

    private sealed record PluggedNic(NicRow Nic, NetworkRow Network, int? Rate, TrafficTypeRow? Traffic);
}
