using System.Text.Json;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UploadCustomCertificateHandler(ISecretProtector secrets) : IHandler<UploadCustomCertificate, CustomCertificate>
{
    /// <summary>Certificates stand among the settings, encrypted, under names that no setting has.</summary>
    private const string NamePrefix = "certificate.";

    /// <summary>Name of the proxies' own certificate in 4.1's key store.</summary>
    private const string OwnName = "CPVMCertificate";

    public async Task<CustomCertificate> HandleAsync(UploadCustomCertificate command, CommandContext context, CancellationToken ct)
    {
        if (command.PrivateKey is null && (command.Id is null || string.IsNullOrWhiteSpace(command.Name)))
        {
            throw CloudStackException.Invalid(
                "A certificate without privatekey is a root or an intermediate one: give its name and its place in the chain (id). The proxies' own needs its privatekey.");
        }
        if (command.Id < 1)
        {
            throw CloudStackException.Invalid($"id cannot be {command.Id}; places in the chain count from 1.");
        }
        var certificate = ConsoleCertificate.Parse(command, context.Now);
        var name = NamePrefix + (command.PrivateKey is null ? command.Name : OwnName);
        var stored = secrets.Protect(JsonSerializer.Serialize(certificate));
        await context.WriteAsync(async db =>
        {
            await db.Settings.Where(row => row.Name == name).DeleteAsync();
            await db.InsertAsync(new SettingRow { Name = name, Value = stored });
        }, ct);
        return new CustomCertificate { Message = "The certificate was saved. Console proxies use it from their next start." };
    }
}
