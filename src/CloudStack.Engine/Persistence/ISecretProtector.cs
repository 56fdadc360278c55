namespace CloudStack.Engine.Persistence;

/// <summary>Encrypts secrets before they are stored.</summary>
internal interface ISecretProtector
{
    /// <summary>Encrypts a secret.</summary>
    string Protect(string plain);

    /// <summary>Decrypts what <see cref="Protect"/> returned.</summary>
    string Unprotect(string stored);
}
