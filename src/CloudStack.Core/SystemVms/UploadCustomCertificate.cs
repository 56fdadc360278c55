namespace CloudStack;

/// <summary>Uploads a certificate for the console proxies, which are restarted to use it.</summary>
/// <param name="Certificate">Certificate in PEM.</param>
/// <param name="DomainSuffix">DNS suffix that the certificate is for.</param>
[Command("uploadCustomCertificate", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.UploadCustomCertificate,
    LegacyClass = "admin.resource.UploadCustomCertificateCmd")]
public sealed record UploadCustomCertificate([property: Length(65535)] string Certificate, string DomainSuffix) : ICommand<CustomCertificate>
{
    /// <summary>Place in the chain, from 1, when it is a root or an intermediate certificate.</summary>
    public int? Id { get; init; }

    /// <summary>Name of a root or intermediate certificate.</summary>
    public string? Name { get; init; }

    /// <summary>Private key in PKCS#8; for the server's own certificate.</summary>
    [Length(65535)]
    public string? PrivateKey { get; init; }
}
