using System.Security.Cryptography;

namespace CloudStack.Server.Hosting;

/// <summary>The first password of the user admin: the configured one, or one that is made.</summary>
internal sealed record AdminPassword(string Text, bool IsMade)
{
    // Letters and digits that are not mistaken for each other.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    public static AdminPassword For(ServerOptions options) =>
        options.AdminPassword is { Length: > 0 } configured ? new(configured, false) : new(RandomNumberGenerator.GetString(Letters, Length), true);

    /// <summary>Does not say it.</summary>
    public override string ToString() => nameof(AdminPassword);
}
