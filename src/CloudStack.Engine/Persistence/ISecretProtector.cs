namespace CloudStack.Engine.Persistence;

/// <summary>Encrypts what must not be readable in the database.</summary>
internal interface ISecretProtector
{
    /// <summary>What is stored for a text. Each call may give another result for the same text.</summary>
    string Protect(string plain);

    /// <summary>The text of what <see cref="Protect"/> gave.</summary>
    string Unprotect(string stored);
}
