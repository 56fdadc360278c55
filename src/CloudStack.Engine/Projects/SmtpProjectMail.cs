namespace CloudStack.Engine;

/// <summary>Sends by the server of the settings <c>project.smtp.*</c>.</summary>
internal sealed class SmtpProjectMail(SettingsStore settings) : IProjectMail
{
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
        var server = new SmtpAccount(current.ProjectSmtpHost!, current.ProjectSmtpPort, current.ProjectSmtpUseAuth == true,
            current.ProjectSmtpUsername, current.ProjectSmtpPassword);
        try
        {
            await SmtpMail.SendAsync(server, current.ProjectEmailSender!, [to], subject, text, ct);
        }
        catch (CloudStackException exception)
        {
            throw new CloudStackException(exception.Code, $"The invitation to {to} was not sent. {exception.Message} Check the settings project.smtp.*.", exception);
        }
    }
}
