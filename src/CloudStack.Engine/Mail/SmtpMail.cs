using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CloudStack.Engine;

/// <summary>A mail server, with a login where it wants one.</summary>
internal sealed record SmtpAccount(string Host, int Port, bool MustLogIn, string? UserName, string? Password);

/// <summary>Sends mails: over TLS from the start on port 465, else with STARTTLS where it is offered. A certificate that does not fit is refused.</summary>
internal static class SmtpMail
{
    private const int Timeout = 30_000;

    /// <exception cref="CloudStackException">The server cannot be reached, or refuses the login or the mail (534).</exception>
    public static async Task SendAsync(SmtpAccount server, string from, IEnumerable<string> to, string subject, string text, CancellationToken ct)
    {
        try
        {
            using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
            message.From.Add(MailboxAddress.Parse(from));
            message.To.AddRange(to.Select(MailboxAddress.Parse));
            using var client = new SmtpClient { Timeout = Timeout };
            await client.ConnectAsync(server.Host, server.Port, SecureSocketOptions.Auto, ct);
            if (server.MustLogIn)
            {
                await client.AuthenticateAsync(server.UserName ?? "", server.Password ?? "", ct);
            }
            await client.SendAsync(message, ct);
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable, $"No mail could be sent by {server.Host}:{server.Port}: {exception.Message}", exception);
        }
    }
}
