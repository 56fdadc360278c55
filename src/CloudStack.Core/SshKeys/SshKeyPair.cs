namespace CloudStack;

/// <summary>An SSH key pair.</summary>
[View("sshkeypair")]
public sealed record SshKeyPair
{
    /// <summary>Its name; unique among the owner's key pairs.</summary>
    public string? Name { get; init; }

    /// <summary>MD5 fingerprint of the public key, in hexadecimal with colons.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Private key in PEM; only in the answer that made the pair.</summary>
    public string? PrivateKey { get; init; }
}
