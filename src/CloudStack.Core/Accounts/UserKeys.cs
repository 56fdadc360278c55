namespace CloudStack;

/// <summary>The API keys of a user.</summary>
[View("userkeys")]
public sealed record UserKeys
{
    /// <summary>API key, which names the user in a request.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Secret key, which signs requests.</summary>
    public string? SecretKey { get; init; }
}
