using CloudStack.Engine.Persistence;

namespace CloudStack.Engine.Tests.Settings;

/// <summary>Shows which values went through it.</summary>
internal sealed class PlainSecrets : ISecretProtector
{
    private const string Mark = "protected:";

    public string Protect(string plain) => Mark + plain;

    public string Unprotect(string stored) =>
        stored.StartsWith(Mark, StringComparison.Ordinal) ? stored[Mark.Length..] : throw new InvalidOperationException("It was never protected.");
}
