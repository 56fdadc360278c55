namespace CloudStack;

/// <summary>Which part of the cloud sets up a kind of traffic.</summary>
[View("traffictypeimplementorresponse")]
public sealed record TrafficTypeImplementor
{
    /// <summary>Kind of traffic.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Name of the part.</summary>
    [WireName("traffictypeimplementor")]
    public string? Implementor { get; init; }
}
