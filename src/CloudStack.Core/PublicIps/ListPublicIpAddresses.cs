namespace CloudStack;

/// <summary>Lists addresses of public ranges, or with <see cref="ForVirtualNetwork"/> false those of shared networks.</summary>
[Command("listPublicIpAddresses", Access = Role.Everyone, JobInstance = "IpAddress", CountsAll = true, LegacyClass = "user.address.ListPublicIpAddressesCmd")]
public sealed record ListPublicIpAddresses : IListCommand<PublicIpAddress>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Whether to leave free addresses out; true unless said otherwise. Who may not see the ranges sees no free address.</summary>
    public bool? AllocatedOnly { get; init; }

    /// <summary>Only those that serve this guest network.</summary>
    public NetworkId? AssociatedNetworkId { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only those that load balancing may use; there are none before a network element balances load.</summary>
    public bool? ForLoadBalancing { get; init; }

    /// <summary>True, as when it is not given: addresses of public ranges; false: those of shared networks.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Only this one.</summary>
    public PublicIpId? Id { get; init; }

    /// <summary>Only this address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only those that are, or are not, a source NAT address.</summary>
    public bool? IsSourceNat { get; init; }

    /// <summary>Only those that are, or are not, a static NAT address.</summary>
    public bool? IsStaticNat { get; init; }

    /// <summary>Only addresses in which this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those on this physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only items that carry all these tags.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Only those of this range.</summary>
    public VlanIpRangeId? VlanId { get; init; }

    /// <summary>Only those of this VPC.</summary>
    public VpcId? VpcId { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
