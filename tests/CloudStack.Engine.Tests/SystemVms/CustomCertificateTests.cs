using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Engine.Tests.SystemVms;

public sealed class CustomCertificateTests
{
    [Test]
    public async Task A_certificate_with_its_key_is_kept_encrypted()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var key = RSA.Create(2048);

        var answer = await cloud.RunAsync(new UploadCustomCertificate(Certificate(key), "console.example.com") { PrivateKey = key.ExportPkcs8PrivateKeyPem() });
        var stored = await cloud.Database.ReadAsync(db => db.Settings.FirstAsync(row => row.Name == "certificate.CPVMCertificate"));

        Assert.That(answer.Message, Does.Contain("saved"));
        Assert.That(stored.Value, Does.Not.Contain("BEGIN"));
    }

    [Test]
    public async Task What_does_not_fit_together_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var certificate = Certificate(key);

        var refusals = new[]
        {
            await cloud.RefusedAsync(new UploadCustomCertificate("no certificate", "console.example.com") { PrivateKey = key.ExportPkcs8PrivateKeyPem() }),
            await cloud.RefusedAsync(new UploadCustomCertificate(certificate, "console.example.com") { PrivateKey = other.ExportPkcs8PrivateKeyPem() }),
            await cloud.RefusedAsync(new UploadCustomCertificate(certificate, "console.example.com") { PrivateKey = key.ExportRSAPrivateKeyPem() }),
            await cloud.RefusedAsync(new UploadCustomCertificate(certificate, "other.example.com") { PrivateKey = key.ExportPkcs8PrivateKeyPem() }),
            await cloud.RefusedAsync(new UploadCustomCertificate(certificate, "-") { PrivateKey = key.ExportPkcs8PrivateKeyPem() }),
            await cloud.RefusedAsync(new UploadCustomCertificate(certificate, "console.example.com")),
        };

        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    private static string Certificate(RSA key)
    {
        var request = new CertificateRequest("CN=*.console.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem();
    }
}
