using System.Security.Cryptography;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>What a deployment is checked for, in the order of 4.1, and what it will record.</summary>
internal sealed class DeploymentChecks(HypervisorGateway hypervisors, SettingsStore settings, ISecretProtector secrets, IIdSource ids, GuestOsCatalog guestOs)
{
    public async Task<DeploymentPlan> CheckAsync(Db db, DeployVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var offering = context.Row<ServiceOfferingRow>(command.ServiceOfferingId.Value);
        var template = context.Row<TemplateRow>(command.TemplateId.Value);
        var diskOffering = context.Row<DiskOfferingRow>(command.DiskOfferingId?.Value);
        await CheckOwnerAndZoneAsync(db, context, zone);
        if (command.HostId is not null && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied("Only a root administrator may name the host (hostid).");
        }
        if (offering.IsSystem)
        {
            throw CloudStackException.Invalid($"The offering {offering.Name} is for system VMs; choose a compute offering.");
        }
        if (command.SecurityGroupIds is not null || command.SecurityGroupNames is not null)
        {
            throw CloudStackException.Invalid("There are no security groups: no plugin provides them in this cloud. Leave securitygroupids and securitygroupnames out.");
        }
        if (!await db.ExecuteAsync<bool>("select exists(select 1 from storage_pool where zone_id = @zone and status = 'Up' and removed is null)", ct,
            DataParameter.Int64("zone", zone.Id)))
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable, $"The zone {zone.Name} has no primary storage that is up. Add some, or end its maintenance.");
        }
        var copy = await CheckTemplateAsync(db, template, zone, ct);
        var hypervisor = Hypervisor(command, template);
        var reserved = await ReservedHostAsync(db, command, context, offering, zone, hypervisor);
        var volumes = Volumes(command, context, zone, offering, template, copy, diskOffering);
        UserData.Check(command.UserData);
        await CheckKeyPairAsync(db, command, context, ct);
        var affinityGroups = await AffinityGroups.FindAsync(db, context, command.AffinityGroupIds, command.AffinityGroupNames, context.Owner.AccountId, ct);
        var networks = await NetworksAsync(db, command, context, zone);
        var uuid = ids.NewGuid();
        var name = command.Name ?? uuid.ToString();
        HostName.Check(name, command.Name is not null);
        await CheckNameIsFreeAsync(db, name, networks, ct);
        CheckKeyboard(command.Keyboard);
        var password = template.PasswordEnabled ? GuestPassword.Generate() : null;
        return new(
            Vm(command, context, uuid, name, zone, offering, template, hypervisor, password, reserved, affinityGroups.Count > 0), volumes, networks, Details(command), password)
        {
            Offering = offering,
            DiskOffering = diskOffering,
            Template = template,
            Copy = copy,
            AffinityGroups = affinityGroups,
            Facts = new PlacementFacts(new ZoneId(zone.Uuid), new AccountId(context.Owner.AccountUuid), context.Owner.DomainPath, offering, template, copy.PhysicalSizeBytes,
                (await guestOs.FindAsync(db, template.GuestOsId, ct))?.Category)
            {
                LastHost = reserved is null ? null : new HostId(reserved.Uuid),
                DiskOfferings = diskOffering is null ? new Dictionary<long, DiskOfferingRow>() : new Dictionary<long, DiskOfferingRow> { [diskOffering.Id] = diskOffering },
            },
        };
    }

    private static async Task CheckOwnerAndZoneAsync(Db db, CommandContext context, ZoneRow zone)
    {
        if (context.Owner.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {context.Owner.AccountName} is {context.Owner.State}; it cannot deploy until it is enabled.");
        }
        if (zone.AllocationState == AllocationState.Disabled && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled; only root administrators may deploy there.");
        }
        if (zone.DomainId is { } dedicated)
        {
            var path = await db.Domains.Where(row => row.Id == dedicated).Select(row => row.Path).FirstAsync();
            if (!await AccessPolicy.ReachesAsync(db, context.Caller, dedicated) || !context.Owner.DomainPath.StartsWith(path, StringComparison.Ordinal))
            {
                throw CloudStackException.Denied($"The zone {zone.Name} is dedicated to another domain.");
            }
        }
    }

    /// <summary>The host where capacity is reserved for the VM, or null.</summary>
    private static async Task<HostRow?> ReservedHostAsync(
        Db db, DeployVirtualMachine command, CommandContext context, ServiceOfferingRow offering, ZoneRow zone, string hypervisor)
    {
        if (context.Row<CapacityReservationRow>(command.ReservationId?.Value) is not { } reservation)
        {
            return null;
        }
        if (command.HostId is not null)
        {
            throw CloudStackException.Invalid("Give hostid or reservationid, not both: the reservation is on a host.");
        }
        if (reservation.AccountId != context.Owner.AccountId)
        {
            throw CloudStackException.Denied($"The capacity reservation {reservation.Uuid} is not for the account {context.Owner.AccountName}.");
        }
        if (reservation.Expires <= context.Now)
        {
            throw CloudStackException.Invalid($"The capacity reservation {reservation.Uuid} has expired. Make another one, or deploy without it.");
        }
        if (reservation.ZoneId != zone.Id || reservation.Hypervisor != hypervisor || reservation.Cpus != offering.Cpus || reservation.CpuMhz != offering.CpuMhz
            || reservation.MemoryBytes != (long)offering.MemoryMb << 20)
        {
            throw CloudStackException.Invalid($"The capacity reservation {reservation.Uuid} is for {reservation.Cpus} x {reservation.CpuMhz} MHz and "
                + $"{reservation.MemoryBytes >> 20} MiB on {reservation.Hypervisor} in its zone, which the deployment is not.");
        }
        return await db.FindAsync<HostRow>(reservation.HostId) is { Removed: null } host ? host
            : throw CloudStackException.Invalid($"The host of the capacity reservation {reservation.Uuid} is gone.");
    }

    private static async Task<TemplateZoneRow> CheckTemplateAsync(Db db, TemplateRow template, ZoneRow zone, CancellationToken ct)
    {
        if (template.Type == "SYSTEM")
        {
            throw CloudStackException.Invalid($"The template {template.Name} is for system VMs.");
        }
        var copy = (await db.ListAsync<TemplateZoneRow>(nameof(TemplateZoneRow.TemplateId), template.Id, ct)).Find(row => row.ZoneId == zone.Id);
        if (copy is null)
        {
            throw CloudStackException.Invalid($"The {(template.IsIso ? "ISO" : "template")} {template.Name} is not in the zone {zone.Name}. Register or copy it there.");
        }
        if (copy.State != TemplateStates.Ready)
        {
            throw CloudStackException.Invalid($"The {(template.IsIso ? "ISO" : "template")} {template.Name} is not ready in the zone {zone.Name}: {copy.State}.");
        }
        if (template is { IsIso: true, IsBootable: false })
        {
            throw CloudStackException.Invalid($"The ISO {template.Name} is not bootable.");
        }
        return copy;
    }

    private string Hypervisor(DeployVirtualMachine command, TemplateRow template)
    {
        var hypervisor = template.IsIso ? command.Hypervisor : template.Hypervisor;
        if (hypervisor is null)
        {
            throw CloudStackException.Invalid($"hypervisor is needed to deploy from the ISO {template.Name}.");
        }
        if (command.Hypervisor is not null && !string.Equals(command.Hypervisor, hypervisor, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"The template {template.Name} is for {hypervisor}, not for {command.Hypervisor}.");
        }
        return hypervisors.Get(hypervisor).Traits.Hypervisor;
    }

    private List<VolumeRow> Volumes(
        DeployVirtualMachine command, CommandContext context, ZoneRow zone, ServiceOfferingRow offering, TemplateRow template,
        TemplateZoneRow copy, DiskOfferingRow? diskOffering)
    {
        if (!zone.LocalStorageEnabled && (offering.UseLocalStorage || diskOffering?.UseLocalStorage == true))
        {
            throw CloudStackException.Invalid(
                $"The offering {(offering.UseLocalStorage ? offering.Name : diskOffering!.Name)} uses local storage, which the zone {zone.Name} does not allow.");
        }
        var size = diskOffering is null ? NoSize(command.Size) : DiskSizes.Of(diskOffering, command.Size, settings.Current);
        if (template.IsIso)
        {
            return diskOffering is null ? throw CloudStackException.Invalid("diskofferingid is needed for the root disk of a VM that boots from an ISO.")
                : [Volume(context, zone, VolumeType.Root, 0, size, diskOffering, null, offering)];
        }
        List<VolumeRow> volumes = [Volume(context, zone, VolumeType.Root, 0, copy.VirtualSizeBytes, null, template, offering)];
        if (diskOffering is not null)
        {
            volumes.Add(Volume(context, zone, VolumeType.DataDisk, 1, size, diskOffering, null, offering));
        }
        return volumes;
    }

    private static long NoSize(long? size) =>
        size is null ? 0 : throw CloudStackException.Invalid("size goes together with diskofferingid: without a disk there is nothing to size.");

    private VolumeRow Volume(CommandContext context, ZoneRow zone, VolumeType type, int device, long size, DiskOfferingRow? disk, TemplateRow? template,
        ServiceOfferingRow offering) => new()
        {
            Uuid = ids.NewGuid(),
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Type = type,
            State = VolumeState.Allocated,
            ZoneId = zone.Id,
            DeviceId = device,
            SizeBytes = size,
            DiskOfferingId = disk?.Id,
            ServiceOfferingId = type == VolumeType.Root ? offering.Id : null,
            TemplateId = template?.Id,
            Attached = context.Now,
            Updated = context.Now,
            Created = context.Now,
        };

    private static async Task<IReadOnlyList<SelectedNetwork>> NetworksAsync(Db db, DeployVirtualMachine command, CommandContext context, ZoneRow zone)
    {
        List<(NetworkRow Network, string? Ip4, string? Ip6)> addresses = [];
        foreach (var asked in command.IpToNetworkList ?? [])
        {
            var uuid = asked.NetworkId?.Value ?? throw CloudStackException.Invalid("iptonetworklist: each entry needs its networkid.");
            var network = await db.Networks.FirstOrDefaultAsync(row => row.Uuid == uuid && row.Removed.IsNotSet())
                ?? throw CloudStackException.Invalid($"iptonetworklist: there is no network with id {uuid}.");
            await AccessPolicy.CheckAsync(db, context.Caller, network, AccessType.Use, "network");
            addresses.Add((network, asked.Ip, asked.Ipv6));
        }
        var networks = (command.NetworkIds ?? []).Select(id => context.Row<NetworkRow>(id.Value)).ToList();
        return await NetworkSelection.SelectAsync(db, context.Owner, zone, networks, addresses, command.IpAddress, command.Ip6Address);
    }

    private static async Task CheckKeyPairAsync(Db db, DeployVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (name, account) = (command.KeyPair, context.Owner.AccountId);
        if (name is not null && !await db.SshKeyPairs.AnyAsync(row => row.AccountId == account && row.Name == name, ct))
        {
            throw CloudStackException.Invalid($"The account {context.Owner.AccountName} has no SSH key pair {name}.");
        }
    }

    /// <summary>Host names are unique on a network, among all networks that share its domain name.</summary>
    private static async Task CheckNameIsFreeAsync(Db db, string name, IReadOnlyList<SelectedNetwork> networks, CancellationToken ct)
    {
        if (!await db.ExecuteAsync<bool>("select exists(select 1 from vm where name = @name and removed is null)", ct, DataParameter.VarChar("name", name)))
        {
            return;
        }
        var networkIds = networks.Select(network => network.Network.Id).ToArray();
        var domains = networks.Select(network => network.Network.NetworkDomain).Where(domain => domain is not null).ToArray();
        var taken = await (from vm in db.VirtualMachines
                           join nic in db.Nics on vm.Id equals nic.VmId
                           join network in db.Networks on nic.NetworkId equals network.Id
                           where vm.Name == name && vm.Removed.IsNotSet() && (networkIds.Contains(network.Id) || domains.Contains(network.NetworkDomain))
                           select vm.Uuid).FirstOrDefaultAsync(ct);
        if (taken != Guid.Empty)
        {
            throw CloudStackException.Invalid($"The name {name} is taken on that network, by the virtual machine {taken}. Choose another name.");
        }
    }

    private static void CheckKeyboard(string? keyboard)
    {
        string[] known = ["us", "uk", "jp", "sc"];
        if (keyboard is not null && !known.Contains(keyboard, StringComparer.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"keyboard cannot be {keyboard}; it is one of {string.Join(", ", known)}.");
        }
    }

    private static Dictionary<string, string> Details(DeployVirtualMachine command)
    {
        Dictionary<string, string> details = [];
        if (command.Keyboard is not null)
        {
            details["keyboard"] = command.Keyboard;
        }
        return details;
    }

    private VirtualMachineRow Vm(DeployVirtualMachine command, CommandContext context, Guid uuid, string name, ZoneRow zone, ServiceOfferingRow offering,
        TemplateRow template, string hypervisor, string? password, HostRow? reserved, bool inAffinityGroups) => new()
        {
            Uuid = uuid,
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Type = VmTypes.User,
            Name = name,
            DisplayName = command.DisplayName,
            State = VirtualMachineState.Stopped,
            UserId = context.Caller.UserId,
            ZoneId = zone.Id,
            ServiceOfferingId = offering.Id,
            TemplateId = template.Id,
            IsoId = template.IsIso ? template.Id : null,
            GuestOsId = template.GuestOsId,
            Hypervisor = hypervisor,
            // It takes the reservation over, as if it had run there and had been stopped.
            LastHostId = reserved?.Id,
            HoldsReserved = reserved is not null,
            Cpus = offering.Cpus,
            CpuMhz = offering.CpuMhz,
            MemoryBytes = (long)offering.MemoryMb << 20,
            HaEnabled = offering.HaEnabled,
            LimitCpu = offering.LimitCpu,
            InAffinityGroups = inAffinityGroups,
            UserData = command.UserData,
            KeyPair = command.KeyPair,
            Password = password is null ? null : secrets.Protect(password),
            VncPassword = secrets.Protect(Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant()),
            StateChanged = context.Now,
            Created = context.Now,
        };
}
