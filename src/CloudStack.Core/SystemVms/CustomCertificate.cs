namespace CloudStack;

/// <summary>The answer to an upload of a certificate.</summary>
[View("customcertificate")]
public sealed record CustomCertificate
{
    /// <summary>What was done, in words.</summary>
    public string? Message { get; init; }
}
