using System.Globalization;
using System.Security.Cryptography;

namespace CloudStack.Engine;

/// <summary>Passwords as they are stored: <c>pbkdf2-sha256$iterations$salt$hash</c>, salt and hash in base64.</summary>
internal static class PasswordHash
{
    private const string Algorithm = "pbkdf2-sha256";
    private const int Iterations = 210_000, SaltBytes = 16, HashBytes = 32;

    /// <summary>Stored for a user who cannot log in with a password.</summary>
    public const string Unusable = "!";

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Join('$', Algorithm, Iterations.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(salt),
            Convert.ToBase64String(Derive(password, salt, Iterations, HashBytes)));
    }

    /// <summary>Whether this is the password. Takes as long for a wrong one as for the right one.</summary>
    public static bool Matches(string stored, string password)
    {
        var parts = stored.Split('$');
        if (parts is not [Algorithm, var count, var salt, var hash]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations < 1)
        {
            return false;
        }
        var expected = Convert.FromBase64String(hash);
        return CryptographicOperations.FixedTimeEquals(expected, Derive(password, Convert.FromBase64String(salt), iterations, expected.Length));
    }

    /// <summary>Whether a later release would store it differently, so that it should be stored anew at the next login.</summary>
    public static bool IsOutdated(string stored) => !stored.StartsWith($"{Algorithm}${Iterations.ToString(CultureInfo.InvariantCulture)}$", StringComparison.Ordinal);

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);
}
