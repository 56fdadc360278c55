using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Engine;

/// <summary>A certificate of the console proxies, or of the chain above it, as it is stored.</summary>
internal sealed record ConsoleCertificate(string Certificate, string? PrivateKey, string DomainSuffix, int? Sequence)
{
    /// <exception cref="CloudStackException">It is no usable certificate, the key does not fit, or it is for other hosts (431).</exception>
    public static ConsoleCertificate Parse(UploadCustomCertificate command, DateTimeOffset now)
    {
        var suffix = DomainNameParameter.Check("domainsuffix", command.DomainSuffix)!;
        using var certificate = Read(command.Certificate);
        if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
        {
            throw CloudStackException.Invalid($"The certificate of {certificate.Subject} ended at {certificate.NotAfter.ToUniversalTime():u}. Upload one that is valid.");
        }
        if (command.PrivateKey is null)
        {
            return new(command.Certificate.Trim(), null, suffix, command.Id);
        }
        var key = ReadKey(command.PrivateKey, certificate);
        // Older certificates name their hosts in the common name only.
        if (!certificate.MatchesHostname($"192-0-2-1.{suffix}")
            && !certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).Equals($"*.{suffix}", StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"The certificate of {certificate.Subject} is not for *.{suffix}, which console addresses need.");
        }
        return new(command.Certificate.Trim(), key, suffix, command.Id);
    }

    private static X509Certificate2 Read(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new CloudStackException(ErrorCode.InvalidParameter, "certificate is no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.", exception);
        }
    }

    /// <summary>The key in PEM, after it was seen to belong to the certificate.</summary>
    private static string ReadKey(string text, X509Certificate2 certificate)
    {
        var pem = text.Contains("-----BEGIN", StringComparison.Ordinal) ? text.Trim() : $"-----BEGIN PRIVATE KEY-----\n{text.Trim()}\n-----END PRIVATE KEY-----";
        try
        {
            if (!pem.Contains("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal))
            {
                throw new CryptographicException("The label is not PRIVATE KEY.");
            }
            using AsymmetricAlgorithm key = certificate.GetRSAPublicKey() is not null ? RSA.Create() : ECDsa.Create();
            key.ImportFromPem(pem);
            if (key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
            {
                return pem;
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new CloudStackException(ErrorCode.InvalidParameter, "privatekey is no unencrypted private key in PKCS#8 of the kind that the certificate has.", exception);
        }
        throw CloudStackException.Invalid($"privatekey does not belong to the certificate of {certificate.Subject}.");
    }
}
