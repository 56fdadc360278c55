namespace CloudStack;

/// <summary>Lists zones that are dedicated themselves.</summary>
[Command("listDedicatedZones", CountsAll = true)]
public sealed record ListDedicatedZones : IListCommand<DedicatedZone>
{
    /// <summary>Only what is dedicated to this account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Only what is dedicated to this domain or to accounts of it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only items with this text in the zone's name.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
