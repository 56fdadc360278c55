namespace CloudStack;

/// <summary>How many requests an account may still make.</summary>
[View("apilimit")]
public sealed record ApiLimit
{
    /// <summary>The account.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Name of the account.</summary>
    public string? Account { get; init; }

    /// <summary>Requests that it has made in the present interval.</summary>
    [WireName("apiIssued")]
    public int ApiIssued { get; init; }

    /// <summary>Requests that it may still make in it.</summary>
    [WireName("apiAllowed")]
    public int ApiAllowed { get; init; }

    /// <summary>Milliseconds until the interval ends.</summary>
    [WireName("expireAfter")]
    public long ExpireAfter { get; init; }
}
