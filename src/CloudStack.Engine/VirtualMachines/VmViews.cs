using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Virtual machines as clients see them.</summary>
internal static class VmViews
{
    /// <summary>VMs by their numbers; NICs and tags are added by <see cref="WithChildrenAsync"/>.</summary>
    public static readonly RowView<VirtualMachineRow, VmView> View = new((vms, db) =>
        from vm in vms
        join account in db.Accounts on vm.AccountId equals account.Id
        join domain in db.Domains on vm.DomainId equals domain.Id
        join zone in db.Zones on vm.ZoneId equals zone.Id
        join offering in db.ServiceOfferings on vm.ServiceOfferingId equals offering.Id
        join guestOs in db.GuestOsTypes on vm.GuestOsId equals guestOs.Id
        from project in db.Projects.Where(project => project.AccountId == vm.AccountId).DefaultIfEmpty()
        from host in db.Hosts.Where(row => row.Id == vm.HostId).DefaultIfEmpty()
        from template in db.Templates.Where(row => row.Id == vm.TemplateId).DefaultIfEmpty()
        from iso in db.Templates.Where(row => row.Id == vm.IsoId).DefaultIfEmpty()
        from root in db.Volumes.Where(row => row.VmId == vm.Id && row.Type == VolumeType.Root && row.Removed.IsNotSet()).DefaultIfEmpty()
        from pool in db.StoragePools.Where(row => row.Id == root.PoolId).DefaultIfEmpty()
        from member in db.InstanceGroupMembers.Where(row => row.VmId == vm.Id).DefaultIfEmpty()
        from grouping in db.InstanceGroups.Where(row => row.Id == member.GroupId).DefaultIfEmpty()
        orderby vm.Id
        select new VmView(vm.Id, vm.InAffinityGroups, new VirtualMachine
        {
            Id = new VirtualMachineId(vm.Uuid),
            Name = vm.Name,
            DisplayName = vm.DisplayName ?? vm.Name,
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            Created = vm.Created,
            State = vm.State,
            HaEnable = vm.HaEnabled,
            GroupId = grouping == null ? null : new InstanceGroupId(grouping.Uuid),
            Group = grouping == null ? null : grouping.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            HostId = host == null ? null : new HostId(host.Uuid),
            HostName = host == null ? null : host.Name,
            TemplateId = template == null ? null : new TemplateId(template.Uuid),
            TemplateName = template == null ? null : template.Name,
            TemplateDisplayText = template == null ? null : template.DisplayText,
            PasswordEnabled = template != null && template.PasswordEnabled,
            IsoId = iso == null ? null : new TemplateId(iso.Uuid),
            IsoName = iso == null ? null : iso.Name,
            IsoDisplayText = iso == null ? null : iso.DisplayText,
            ServiceOfferingId = new ServiceOfferingId(offering.Uuid),
            ServiceOfferingName = offering.Name,
            CpuNumber = vm.Cpus,
            CpuSpeed = vm.CpuMhz,
            Memory = (int)(vm.MemoryBytes / 1048576),
            GuestOsId = new GuestOsId(guestOs.Uuid),
            RootDeviceId = root == null ? null : root.DeviceId,
            RootDeviceType = pool == null ? null : pool.Type,
            Hypervisor = vm.Hypervisor,
            InstanceName = vm.InstanceName,
            KeyPair = vm.KeyPair,
        }));

    /// <summary>Adds what each VM has several of, with one query for each kind; affinity groups are asked for only where there are some.</summary>
    /// <param name="db">The connection.</param>
    /// <param name="page">The VMs.</param>
    /// <param name="forAdmin">Whether to show where a VM runs and how it is called there, which users are not told.</param>
    public static async Task<IReadOnlyList<VirtualMachine>> WithChildrenAsync(Db db, IReadOnlyList<VmView> page, bool forAdmin)
    {
        var ids = page.Select(vm => vm.Id).ToArray();
        var nics = await NicViews.ByVmAsync(db, ids);
        var tags = await TagViews.ByResourceAsync(db, "UserVm", ids);
        long[] grouped = [.. page.Where(vm => vm.InAffinityGroups).Select(vm => vm.Id)];
        var groups = grouped.Length == 0 ? null : await AffinityGroupViews.ByVmAsync(db, grouped);
        return [.. page.Select(vm => (forAdmin ? vm.View : vm.View with { HostId = null, HostName = null, InstanceName = null }) with
        {
            Nic = nics.GetValueOrDefault(vm.Id) ?? [],
            Tags = tags.GetValueOrDefault(vm.Id) ?? [],
            AffinityGroup = groups is null ? [] : [.. groups[vm.Id]],
        })];
    }

    /// <summary>One VM.</summary>
    public static async Task<VirtualMachine> ReadAsync(Db db, long vm, bool forAdmin)
    {
        return (await WithChildrenAsync(db, [await View.ReadAsync(db, vm)], forAdmin))[0];
    }
}

/// <summary>A view with the number of its row, by which children are found.</summary>
internal sealed record VmView(long Id, bool InAffinityGroups, VirtualMachine View);
