namespace CloudStack;

/// <summary>A group of virtual machines whose places depend on each other.</summary>
[View("affinitygroup")]
public sealed record AffinityGroup
{
    /// <summary>Its id.</summary>
    public AffinityGroupId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>What it asks; a name of <see cref="AffinityTypes"/>.</summary>
    public string? Type { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>The virtual machines in it; empty where the group is shown as part of a virtual machine.</summary>
    [WireName("virtualmachineIds")]
    public IReadOnlyList<VirtualMachineId> VirtualMachineIds { get; init; } = [];
}

/// <summary>A type of affinity groups.</summary>
[View("affinityGroupType")]
public sealed record AffinityGroupType
{
    /// <summary>Its name.</summary>
    public string? Type { get; init; }
}
