namespace CloudStack;

/// <summary>Lists virtual machines.</summary>
[Command("listVirtualMachines", Access = Role.Everyone, JobInstance = "VirtualMachine", CountsAll = true, LegacyClass = "user.vm.ListVMsCmd")]
public sealed record ListVirtualMachines : IListCommand<VirtualMachine>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Parts to fill in: all, group, nics, stats, secgrp, tmpl, servoff, iso, volume, affgrp, min; all if not said.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether the guest network is an isolated one.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Only those in this group.</summary>
    public InstanceGroupId? GroupId { get; init; }

    /// <summary>Only those on this host.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Only those on this kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Only this one.</summary>
    public VirtualMachineId? Id { get; init; }

    /// <summary>Only those with this ISO attached.</summary>
    public TemplateId? IsoId { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only those whose host or display name has this text.</summary>
    public string? Name { get; init; }

    /// <summary>Only those on this network.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those in this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only those in this state, for example <c>Running</c>; other text is an error.</summary>
    public string? State { get; init; }

    /// <summary>Only those with a volume on this pool.</summary>
    public StoragePoolId? StorageId { get; init; }

    /// <summary>Only items that carry all these tags.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Only those made from this template.</summary>
    public TemplateId? TemplateId { get; init; }

    /// <summary>Only those on a network of this VPC.</summary>
    public VpcId? VpcId { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
