namespace CloudStack;

/// <summary>Something that an administrator should look at.</summary>
[View("alert")]
public sealed record Alert
{
    /// <summary>Its id.</summary>
    public AlertId Id { get; init; }

    /// <summary>Type, as a number, for example 6 for a host.</summary>
    public short? Type { get; init; }

    /// <summary>What is wrong, in words.</summary>
    public string? Description { get; init; }

    /// <summary>When it was last raised.</summary>
    public DateTimeOffset? Sent { get; init; }
}
