using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.DataProvider.MySql;

namespace CloudStack.Engine;

/// <summary>Gives VMs their NICs with MAC and IP addresses, and takes them back.</summary>
internal sealed class NicAllocator(IIdSource ids, TimeProvider time, SettingsStore settings)
{
    private const int MostTries = 20;

    /// <summary>
    /// Makes a NIC, in the transaction that records the VM. On networks with ranges it gets the first free address, on isolated ones a random address of
    /// the network, or the requested one; in a basic zone the address follows when the VM starts and its pod is known.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="network">The network.</param>
    /// <param name="vm">The VM, recorded.</param>
    /// <param name="deviceId">Its place in the VM.</param>
    /// <param name="isDefault">Whether the VM's default route goes there.</param>
    /// <param name="requestedIp4">The address that is asked for.</param>
    /// <param name="requestedIp6">The address that is asked for.</param>
    /// <param name="needsId">Whether the transaction needs the NIC's number; else it may be there only after the commit, which is quicker.</param>
    /// <exception cref="CloudStackException">The requested address cannot be had (431), or none is free (533).</exception>
    public async Task<NicRow> AllocateAsync(Db db, NetworkRow network, VirtualMachineRow vm, int deviceId, bool isDefault, string? requestedIp4, string? requestedIp6,
        bool needsId = true)
    {
        var nic = new NicRow
        {
            Uuid = ids.NewGuid(),
            VmId = vm.Id,
            NetworkId = network.Id,
            DeviceId = deviceId,
            ReservationStrategy = network.IsPodBased() || !network.SpecifyIpRanges ? "Start" : "Create",
            State = NicState.Allocated,
            IsDefault = isDefault,
            Mode = network.Mode,
            Guru = network.Guru,
            Requested = requestedIp4 ?? requestedIp6,
            Created = time.GetUtcNow(),
        };
        var ranges = network.SpecifyIpRanges
            ? await db.VlanIpRanges.Where(row => row.NetworkId == network.Id && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync() : [];
        IpAddressRow? address = null;
        if (network.IsPodBased())
        {
            await RequestInPodsAsync(db, network, requestedIp4);
        }
        else if (!network.SpecifyIpRanges)
        {
            nic.MacAddress = MacAddresses.Guest(await NextMacAsync(db, network), ids);
            await FromCidrAsync(db, network, nic, requestedIp4);
        }
        else if (ranges.Any(range => range.StartIp is not null))
        {
            address = await TakeAsync(db, network, vm, null, requestedIp4);
            Apply(nic, address, ranges.First(range => range.Id == address.RangeId));
        }
        else if (requestedIp4 is not null)
        {
            throw CloudStackException.Invalid($"The network {network.Name} has no IPv4 addresses; {requestedIp4} cannot be had.");
        }
        if (nic.MacAddress.Length == 0)
        {
            nic.MacAddress = MacAddresses.Guest(await NextMacAsync(db, network), ids);
        }
        await AddIp6Async(db, network, nic, ranges, requestedIp6);
        if (needsId || address is not null)
        {
            await db.InsertRowAsync(nic);
        }
        else
        {
            await db.InsertLateAsync(nic);
        }
        if (address is not null)
        {
            await db.IpAddresses.Where(row => row.Id == address.Id).Set(row => row.NicId, nic.Id).UpdateAsync();
        }
        return nic;
    }

    /// <summary>Gives the NIC's addresses back and deletes it. Repeating is harmless.</summary>
    public async Task ReleaseAsync(Db db, NicRow nic)
    {
        await FreeAsync(db, nic.Id);
        var state = await db.Nics.Where(row => row.Id == nic.Id).Select(row => (NicState?)row.State).FirstOrDefaultAsync();
        if (await db.Nics.DeleteAsync(row => row.Id == nic.Id) == 1 && state == NicState.Reserved)
        {
            await NetworkOrchestrator.CountAsync(db, nic.NetworkId, -1, time.GetUtcNow());
        }
    }

    /// <summary>For a basic zone: gives a NIC an address of the pod that its VM starts in, unless it has one there already.</summary>
    public async Task ReserveInPodAsync(Db db, NetworkRow network, NicRow nic, VirtualMachineRow vm, long podId)
    {
        var ranges = await db.VlanIpRanges.Where(row => row.NetworkId == network.Id && row.PodId == podId && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync();
        if (nic.Ip4Address is not null)
        {
            var rangeIds = ranges.Select(range => range.Id).ToList();
            if (await db.IpAddresses.AnyAsync(row => row.NicId == nic.Id && rangeIds.Contains(row.RangeId)))
            {
                return;
            }
            await FreeAsync(db, nic.Id);
        }
        var address = await TakeAsync(db, network, vm, podId, nic.Requested);
        Apply(nic, address, ranges.First(range => range.Id == address.RangeId));
        await db.IpAddresses.Where(row => row.Id == address.Id).Set(row => row.NicId, nic.Id).UpdateAsync();
    }

    private static Task<int> FreeAsync(Db db, long nicId) =>
        db.IpAddresses.Where(row => row.NicId == nicId)
            .Set(row => row.State, IpAddressState.Free)
            .Set(row => row.AccountId, (long?)null)
            .Set(row => row.DomainId, (long?)null)
            .Set(row => row.VmId, (long?)null)
            .Set(row => row.NicId, (long?)null)
            .Set(row => row.Allocated, (DateTimeOffset?)null)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();

    private void Apply(NicRow nic, IpAddressRow address, VlanIpRangeRow range)
    {
        (nic.Ip4Address, nic.Ip4Netmask, nic.Ip4Gateway) = (address.Address, range.Netmask, range.Gateway);
        if (nic.MacAddress.Length == 0)
        {
            nic.MacAddress = MacAddresses.OfAddress(address.MacNumber, ids);
        }
    }

    /// <summary>The network's counter; its row stays locked to the end of the transaction, so that addresses are chosen one after the other.</summary>
    private static async Task<long> NextMacAsync(Db db, NetworkRow network)
    {
        const string Living = "where id = @network and removed is null and state <> 'Destroy'";
        return await db.ExecuteAsync<long?>(
            $"update network set mac_sequence = mac_sequence + 1 {Living}; select mac_sequence from network {Living}", DataParameter.Int64("network", network.Id))
            ?? throw CloudStackException.Invalid($"The network {network.Name} is being deleted. Take another one.");
    }

    private static async Task RequestInPodsAsync(Db db, NetworkRow network, string? requested)
    {
        if (requested is null)
        {
            return;
        }
        var number = Ip4.ToNumber(requested);
        var found = await db.IpAddresses.FirstOrDefaultAsync(row => row.NetworkId == network.Id && row.AddressNumber == number);
        if (found is not { State: IpAddressState.Free })
        {
            throw NotFree(network, requested, found);
        }
    }

    /// <summary>Takes an address of the network's ranges, or of those in a pod.</summary>
    private async Task<IpAddressRow> TakeAsync(Db db, NetworkRow network, VirtualMachineRow vm, long? podId, string? requested)
    {
        var addresses = db.IpAddresses.Where(row => row.NetworkId == network.Id);
        if (podId is { } pod)
        {
            var ranges = await db.VlanIpRanges.Where(row => row.NetworkId == network.Id && row.PodId == pod && row.Removed.IsNotSet()).Select(row => row.Id).ToListAsync();
            addresses = addresses.Where(row => ranges.Contains(row.RangeId));
        }
        if (requested is not null)
        {
            var number = Ip4.ToNumber(requested);
            var found = await addresses.FirstOrDefaultAsync(row => row.AddressNumber == number);
            return found is { State: IpAddressState.Free } && await ClaimAsync(db, found, vm) ? found : throw NotFree(network, requested, found);
        }
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            // Addresses that other transactions are about to take are passed over, so that many VMs at once do not wait for one row.
            var first = await addresses.Where(row => row.State == IpAddressState.Free)
                .OrderBy(row => row.RangeId).ThenBy(row => row.AddressNumber).Take(1)
                .AsMySql().ForUpdateSkipLockedHint().FirstOrDefaultAsync();
            if (first is null)
            {
                break;
            }
            if (await ClaimAsync(db, first, vm))
            {
                return first;
            }
        }
        var where = podId is null ? "" : $" in the pod {await db.Pods.Where(row => row.Id == podId).Select(row => row.Name).FirstOrDefaultAsync()}";
        throw new CloudStackException(ErrorCode.InsufficientCapacity,
            $"No address of the network {network.Name} is free{where}. Add a range with createVlanIpRange, or remove VMs that are not needed.");
    }

    private async Task<bool> ClaimAsync(Db db, IpAddressRow address, VirtualMachineRow vm) =>
        await db.IpAddresses.Where(row => row.Id == address.Id && row.State == IpAddressState.Free)
            .Set(row => row.State, IpAddressState.Allocated)
            .Set(row => row.AccountId, vm.AccountId)
            .Set(row => row.DomainId, vm.DomainId)
            .Set(row => row.VmId, vm.Id)
            .Set(row => row.Allocated, time.GetUtcNow())
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync() == 1;

    private static CloudStackException NotFree(NetworkRow network, string requested, IpAddressRow? found) =>
        CloudStackException.Invalid(found is null
            ? $"The address {requested} is in no range of the network {network.Name}. Choose another, or let one be chosen."
            : $"The address {requested} of the network {network.Name} is in use. Choose another, or let one be chosen.");

    private async Task FromCidrAsync(Db db, NetworkRow network, NicRow nic, string? requested)
    {
        var cidr = Cidr.TryParse(network.Cidr ?? "") ?? throw CloudStackException.Invalid($"The network {network.Name} has no IPv4 network.");
        var gateway = Ip4.ToNumber(network.Gateway ?? Ip4.FromNumber(cidr.First + 1));
        if (requested is not null)
        {
            var number = Ip4.ToNumber(requested);
            if (number <= cidr.First || number >= cidr.Last || number == gateway || await IsUsedAsync(number))
            {
                throw CloudStackException.Invalid(
                    $"The address {requested} cannot be had on the network {network.Name} ({cidr}): it is outside, the gateway, or in use. Choose another, or let one be chosen.");
            }
            Set(number);
            return;
        }
        var hosts = cidr.Size - 2;
        // Most networks are mostly empty: a few random picks find an address without reading all that are taken.
        for (var pick = 0; pick < 4 && hosts > 0; pick++)
        {
            var number = cidr.First + 1 + ids.Below(hosts);
            if (IsUsual(number) && !await IsUsedAsync(number))
            {
                Set(number);
                return;
            }
        }
        var used = (await db.Nics.Where(row => row.NetworkId == network.Id && row.Ip4Address != null).Select(row => row.Ip4Address!).ToListAsync())
            .Select(Ip4.ToNumber).ToHashSet();
        for (long step = 0, start = hosts > 0 ? ids.Below(hosts) : 0; step < hosts; step++)
        {
            var number = cidr.First + 1 + ((start + step) % hosts);
            if (IsUsual(number) && !used.Contains(number))
            {
                Set(number);
                return;
            }
        }
        throw new CloudStackException(ErrorCode.InsufficientCapacity,
            $"No address of the network {network.Name} ({cidr}) is free. Remove VMs that are not needed, or use a bigger network.");

        bool IsUsual(long number) => (number & 0xff) != 1 && number != gateway;

        Task<bool> IsUsedAsync(long number) => db.ExecuteAsync<bool>("select exists(select 1 from nic where network_id = @network and ip4_address = @address)",
            DataParameter.Int64("network", network.Id), DataParameter.VarChar("address", Ip4.FromNumber(number)));

        void Set(long number) => (nic.Ip4Address, nic.Ip4Netmask, nic.Ip4Gateway) = (Ip4.FromNumber(number), cidr.Netmask, network.Gateway);
    }

    private async Task AddIp6Async(Db db, NetworkRow network, NicRow nic, List<VlanIpRangeRow> ranges, string? requested)
    {
        var range = requested is null ? ranges.FirstOrDefault(row => row.Ip6Range is not null)
            : ranges.FirstOrDefault(row => row.Ip6Range is not null && Ip6Ranges.Contains(row.Ip6Range, requested))
                ?? throw CloudStackException.Invalid($"The address {requested} is in no range of the network {network.Name}. Choose another, or let one be chosen.");
        if (range is null)
        {
            return;
        }
        await NextMacAsync(db, network);
        for (var tries = settings.Current.NetworkIpv6SearchRetryMax; tries > 0; tries -= 16)
        {
            List<string> candidates = requested is null ? [.. Enumerable.Range(0, 16).Select(_ => Ip6Ranges.Random(range.Ip6Range!, ids)).Distinct()] : [requested];
            var used = await db.Nics.Where(row => row.NetworkId == network.Id && candidates.Contains(row.Ip6Address!)).Select(row => row.Ip6Address).ToListAsync();
            var free = candidates.FirstOrDefault(candidate => candidate != range.Ip6Gateway && !used.Contains(candidate));
            if (free is not null)
            {
                (nic.Ip6Address, nic.Ip6Cidr, nic.Ip6Gateway) = (free, range.Ip6Cidr, range.Ip6Gateway);
                return;
            }
            if (requested is not null)
            {
                throw CloudStackException.Invalid($"The address {requested} of the network {network.Name} is in use. Choose another, or let one be chosen.");
            }
        }
        throw new CloudStackException(ErrorCode.InsufficientCapacity, $"No free IPv6 address was found in the network {network.Name}. Add a range with createVlanIpRange.");
    }
}
