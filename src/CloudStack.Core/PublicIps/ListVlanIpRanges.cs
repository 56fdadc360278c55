namespace CloudStack;

/// <summary>Lists ranges of addresses.</summary>
[Command("listVlanIpRanges", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.vlan.ListVlanIpRangesCmd")]
public sealed record ListVlanIpRanges : IListCommand<VlanIpRange>
{
    /// <summary>Only ranges dedicated to this account, with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>True: only public ranges; false: only ranges of shared networks.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Only this range.</summary>
    public VlanIpRangeId? Id { get; init; }

    /// <summary>Only ranges of this network.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Only ranges on this physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Only ranges of this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only ranges dedicated to this project.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only ranges on this VLAN, or <c>untagged</c>.</summary>
    public string? Vlan { get; init; }

    /// <summary>Only ranges of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
