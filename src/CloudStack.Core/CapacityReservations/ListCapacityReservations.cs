namespace CloudStack;

/// <summary>Lists reserved capacity.</summary>
[Command("listCapacityReservations", Access = Role.Admin, CountsAll = true)]
public sealed record ListCapacityReservations : IListCommand<CapacityReservation>, IOwnerFiltered
{
    /// <summary>Only this one.</summary>
    public CapacityReservationId? Id { get; init; }

    /// <summary>Only those of this account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Only those of this domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Those of the domain's subdomains too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>All that the caller may see.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only those of this project.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only those on this host.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only those with this text in their host's or offering's name.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }
}
