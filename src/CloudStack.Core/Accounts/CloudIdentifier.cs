namespace CloudStack;

/// <summary>What a cloud is called, signed.</summary>
[View("cloudidentifier")]
public sealed record CloudIdentifier
{
    /// <summary>The user.</summary>
    public UserId? UserId { get; init; }

    /// <summary>Identifier of the cloud, in base64.</summary>
    [WireName("cloudidentifier")]
    public string? Identifier { get; init; }

    /// <summary>Signature with the user's secret key, in base64.</summary>
    public string? Signature { get; init; }
}
