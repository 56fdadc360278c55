using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Engine;

/// <summary>The certificates that an LDAP server's own is checked with.</summary>
internal static class LdapTrustStore
{
    /// <exception cref="LdapException">The file cannot be used.</exception>
    public static X509ChainPolicy Load(string file, string? password)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            var bytes = File.ReadAllBytes(file);
            if (bytes.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
            {
                certificates.ImportFromPem(System.Text.Encoding.UTF8.GetString(bytes));
            }
            else
            {
                certificates = X509CertificateLoader.LoadPkcs12Collection(bytes, password, X509KeyStorageFlags.EphemeralKeySet);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LdapException($"The trust store {file} cannot be read: {exception.Message} It must be PKCS #12 with the given password, or PEM.", exception);
        }
        if (certificates.Count == 0)
        {
            throw new LdapException($"The trust store {file} holds no certificate.");
        }
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(certificates);
        return policy;
    }
}
