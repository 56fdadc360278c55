namespace CloudStack.Engine.Tests.Projects;

/// <summary>Keeps the mails instead of sending them.</summary>
internal sealed class FakeProjectMail : IProjectMail
{
    public List<(string To, string Subject, string Text)> Sent { get; } = [];

    public bool IsSet { get; set; } = true;

    /// <summary>What the mail server says, when it does not take mail.</summary>
    public string? Failure { get; set; }

    /// <summary>The token in the last mail.</summary>
    public string Token => Sent[^1].Text.Split("Token:")[1].Split('\n')[0].Trim();

    public void CheckIsSet()
    {
        if (!IsSet)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable, "This cloud cannot send e-mail.");
        }
    }

    public Task SendAsync(string to, string subject, string text, CancellationToken ct)
    {
        if (Failure is { } failure)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable, failure);
        }
        Sent.Add((to, subject, text));
        return Task.CompletedTask;
    }
}
