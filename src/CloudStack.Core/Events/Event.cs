namespace CloudStack;

/// <summary>Something that happened.</summary>
[View("event")]
public sealed record Event
{
    /// <summary>Its id.</summary>
    public EventId Id { get; init; }

    /// <summary>User who caused it.</summary>
    public string? UserName { get; init; }

    /// <summary>Kind, one of <see cref="EventType"/>.</summary>
    public string? Type { get; init; }

    /// <summary>How grave it is.</summary>
    public EventLevel? Level { get; init; }

    /// <summary>What happened, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the account that it concerns; null when it is a project.</summary>
    public string? Account { get; init; }

    /// <summary>Project that it concerns, if it is one.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of that project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of that account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>That domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Part of a longer action that it reports.</summary>
    public EventState? State { get; init; }

    /// <summary>Event with which that action started.</summary>
    public EventId? ParentId { get; init; }
}
