namespace CloudStack;

/// <summary>A network offering.</summary>
[View("networkoffering")]
public sealed record NetworkOffering
{
    /// <summary>Its id.</summary>
    public NetworkOfferingId Id { get; init; }
}

/// <summary>A service of a network or an offering.</summary>
[View("service")]
public sealed record NetworkService
{
    /// <summary>Its name, for example <c>Dhcp</c>.</summary>
    public string? Name { get; init; }
}
