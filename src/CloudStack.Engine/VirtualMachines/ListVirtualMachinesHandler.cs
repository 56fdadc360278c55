using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListVirtualMachinesHandler(SettingsStore settings) : IHandler<ListVirtualMachines, ListResult<VirtualMachine>>
{
    private static readonly string[] KnownDetails = ["all", "group", "nics", "stats", "secgrp", "tmpl", "servoff", "iso", "volume", "min", "affgrp"];

    public async Task<ListResult<VirtualMachine>> HandleAsync(ListVirtualMachines command, CommandContext context, CancellationToken ct)
    {
        var details = Details(command.Details);
        return await context.ReadAsync(async db =>
        {
            var page = await Filter(db, command, context).Within(context.Scope, db).OrderBy(vm => vm.Id)
                .PageAsync(VmViews.View, command, context, settings.Current.DefaultPageSize, ct);
            var views = await VmViews.WithChildrenAsync(db, page.Items, context.Caller.IsRoot);
            return new ListResult<VirtualMachine>([.. views.Select(view => Reduce(view, details))], page.Count);
        }, ct);
    }

    private static HashSet<string> Details(IReadOnlyList<string>? asked)
    {
        var details = new HashSet<string>(asked is { Count: > 0 } ? asked : ["all"], StringComparer.OrdinalIgnoreCase);
        var unknown = details.FirstOrDefault(detail => !KnownDetails.Contains(detail, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? details
            : throw CloudStackException.Invalid($"details cannot have {unknown}; it takes {string.Join(", ", KnownDetails)}.");
    }

    /// <summary>A list that asks for few details gets only those.</summary>
    private static VirtualMachine Reduce(VirtualMachine vm, HashSet<string> details)
    {
        if (details.Contains("all"))
        {
            return vm;
        }
        if (!details.Contains("nics"))
        {
            vm = vm with { Nic = [] };
        }
        if (!details.Contains("group"))
        {
            vm = vm with { GroupId = null, Group = null };
        }
        if (!details.Contains("affgrp"))
        {
            vm = vm with { AffinityGroup = [] };
        }
        if (!details.Contains("tmpl"))
        {
            vm = vm with { TemplateId = null, TemplateName = null, TemplateDisplayText = null, PasswordEnabled = null };
        }
        if (!details.Contains("iso"))
        {
            vm = vm with { IsoId = null, IsoName = null, IsoDisplayText = null };
        }
        if (!details.Contains("servoff"))
        {
            vm = vm with { ServiceOfferingId = null, ServiceOfferingName = null, CpuNumber = null, CpuSpeed = null, Memory = null };
        }
        return details.Contains("volume") ? vm : vm with { RootDeviceId = null, RootDeviceType = null };
    }

    private static IQueryable<VirtualMachineRow> Filter(Db db, ListVirtualMachines command, CommandContext context)
    {
        var vms = db.VirtualMachines.Where(vm => vm.Removed.IsNotSet() && vm.Type == VmTypes.User);
        if (command.Id is { } id)
        {
            vms = vms.Where(vm => vm.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            vms = vms.Where(vm => vm.Name.Contains(name));
        }
        if (command.Keyword is { } word)
        {
            vms = vms.Where(vm => vm.Name.Contains(word) || vm.DisplayName!.Contains(word) || vm.InstanceName.Contains(word));
        }
        if (command.State is { } state)
        {
            var wanted = EnumParameter.Parse<VirtualMachineState>("state", state);
            vms = vms.Where(vm => vm.State == wanted);
        }
        if (command.Hypervisor is { } hypervisor)
        {
            vms = vms.Where(vm => vm.Hypervisor == hypervisor);
        }
        if (command.ZoneId is { } zone)
        {
            var row = context.Row<ZoneRow>(zone.Value).Id;
            vms = vms.Where(vm => vm.ZoneId == row);
        }
        if (command.PodId is { } pod)
        {
            var row = context.Row<PodRow>(pod.Value).Id;
            vms = vms.Where(vm => vm.PodId == row);
        }
        if (command.HostId is { } host)
        {
            var row = context.Row<HostRow>(host.Value).Id;
            vms = vms.Where(vm => vm.HostId == row);
        }
        if (command.TemplateId is { } template)
        {
            var row = context.Row<TemplateRow>(template.Value).Id;
            vms = vms.Where(vm => vm.TemplateId == row);
        }
        if (command.IsoId is { } iso)
        {
            var row = context.Row<TemplateRow>(iso.Value).Id;
            vms = vms.Where(vm => vm.IsoId == row);
        }
        return FilterByOthers(db, vms, command, context);
    }

    private static IQueryable<VirtualMachineRow> FilterByOthers(
        Db db, IQueryable<VirtualMachineRow> vms, ListVirtualMachines command, CommandContext context)
    {
        if (command.GroupId is { } group)
        {
            var row = context.Row<InstanceGroupRow>(group.Value).Id;
            vms = vms.Where(vm => db.InstanceGroupMembers.Any(member => member.VmId == vm.Id && member.GroupId == row));
        }
        if (command.NetworkId is { } network)
        {
            var row = context.Row<NetworkRow>(network.Value).Id;
            vms = vms.Where(vm => db.Nics.Any(nic => nic.VmId == vm.Id && nic.NetworkId == row));
        }
        if (command.ForVirtualNetwork is { } isolated)
        {
            vms = vms.Where(vm => db.Nics.Any(nic => nic.VmId == vm.Id
                && db.Networks.Any(row => row.Id == nic.NetworkId && row.GuestType == GuestType.Isolated)) == isolated);
        }
        if (command.StorageId is { } pool)
        {
            var row = context.Row<StoragePoolRow>(pool.Value).Id;
            vms = vms.Where(vm => db.Volumes.Any(volume => volume.VmId == vm.Id && volume.PoolId == row && volume.Removed.IsNotSet()));
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            vms = vms.Where(vm => db.ResourceTags.Any(tag => tag.ResourceType == "UserVm" && tag.ResourceId == vm.Id && tag.Name == key && tag.Value == value));
        }
        return vms;
    }
}
