using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CloudStack.Engine;

/// <summary>Sends by the server of the settings <c>project.smtp.*</c>: over TLS from the start on port 465, else with STARTTLS where it is offered.</summary>
internal sealed class SmtpProjectMail(SettingsStore settings) : IProjectMail
{
    private const int Timeout = 30_000;

    public void CheckIsSet()
    {
        if (string.IsNullOrEmpty(settings.Current.ProjectSmtpHost) || string.IsNullOrEmpty(settings.Current.ProjectEmailSender))
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                "This cloud cannot send e-mail: set project.smtp.host and project.email.sender, or invite by account.");
        }
    }

    public async Task SendAsync(string to, string subject, string text, CancellationToken ct)
    {
        CheckIsSet();
        var current = settings.Current;
        try
        {
            using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
            message.From.Add(MailboxAddress.Parse(current.ProjectEmailSender!));
            message.To.Add(MailboxAddress.Parse(to));
            using var client = new SmtpClient { Timeout = Timeout };
            await client.ConnectAsync(current.ProjectSmtpHost!, current.ProjectSmtpPort, SecureSocketOptions.Auto, ct);
            if (current.ProjectSmtpUseAuth == true)
            {
                await client.AuthenticateAsync(current.ProjectSmtpUsername ?? "", current.ProjectSmtpPassword ?? "", ct);
            }
            await client.SendAsync(message, ct);
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"The invitation to {to} could not be sent by {current.ProjectSmtpHost}:{current.ProjectSmtpPort}: {exception.Message} Check the settings project.smtp.*.", exception);
        }
    }
}
