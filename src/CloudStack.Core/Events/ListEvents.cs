namespace CloudStack;

/// <summary>Lists events, the newest first.</summary>
[Command("listEvents", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.event.ListEventsCmd")]
public sealed record ListEvents : IListCommand<Event>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>With <see cref="EntryTime"/>: and at least this many seconds ago.</summary>
    public int? Duration { get; init; }

    /// <summary>Only those at this time or earlier; a plain date means its end.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>With <see cref="Duration"/>: only actions that are not finished, started at most this many seconds ago.</summary>
    public int? EntryTime { get; init; }

    /// <summary>Only this one.</summary>
    public EventId? Id { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Only those of this level: INFO, WARN or ERROR.</summary>
    public string? Level { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only those at this time or later; a plain date means its start.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>Only those of this kind, for example <c>VM.CREATE</c>.</summary>
    public string? Type { get; init; }
}
