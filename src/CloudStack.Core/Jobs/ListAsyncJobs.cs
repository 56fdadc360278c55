namespace CloudStack;

/// <summary>Lists jobs, running and finished; finished ones are kept for <c>job.expire.minutes</c>.</summary>
[Command("listAsyncJobs", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.job.ListAsyncJobsCmd")]
public sealed record ListAsyncJobs : IListCommand<Job>, IOwnerFiltered
{
    /// <summary>Only this account's; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those of this domain's accounts, and with <see cref="IsRecursive"/> of those below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those made at this time or later.</summary>
    public DateTimeOffset? StartDate { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
