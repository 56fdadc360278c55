using System.Security.Cryptography;

namespace CloudStack.Engine;

/// <summary>Passwords for guests: letters and digits that are not mistaken for one another.</summary>
internal static class GuestPassword
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string Generate() => RandomNumberGenerator.GetString(Letters, 12);
}
