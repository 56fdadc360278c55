namespace CloudStack.Engine;

/// <summary>Sends the mails of projects.</summary>
internal interface IProjectMail
{
    /// <exception cref="CloudStackException">No mail server or no sender is set (534).</exception>
    void CheckIsSet();

    /// <exception cref="CloudStackException">No mail server is set, or it cannot be reached or refuses the mail (534).</exception>
    Task SendAsync(string to, string subject, string text, CancellationToken ct);
}
