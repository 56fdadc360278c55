namespace CloudStack;

/// <summary>Lists hosts that are dedicated themselves.</summary>
[Command("listDedicatedHosts", CountsAll = true)]
public sealed record ListDedicatedHosts : IListCommand<DedicatedHost>
{
    /// <summary>Only what is dedicated to this account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Only what is dedicated to this domain or to accounts of it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only items with this text in the host's name.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only this host.</summary>
    public HostId? HostId { get; init; }
}
