using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Engine;

/// <summary>
/// Passwords as they are stored: <c>pbkdf2-sha256$iterations$salt$hash</c>, salt and hash in base64. With <c>pbkdf2-sha256-md5</c> the hash is that of the
/// password's MD5 as hex digits, so that clients that send only the MD5 can be let in.
/// </summary>
internal static class PasswordHash
{
    private const string Algorithm = "pbkdf2-sha256", OverMd5 = "pbkdf2-sha256-md5";
    private const int Iterations = 210_000, SaltBytes = 16, HashBytes = 32;

    /// <summary>Stored for a user who cannot log in with a password.</summary>
    public const string Unusable = "!";

    public static string Create(string password, bool overMd5 = false)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Join('$', overMd5 ? OverMd5 : Algorithm, Iterations.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(salt),
            Convert.ToBase64String(Derive(overMd5 ? Md5(password) : password, salt, Iterations, HashBytes)));
    }

    /// <summary>Whether this is the password, or with <paramref name="acceptMd5"/> its MD5. Takes as long for a wrong one as for the right one.</summary>
    public static bool Matches(string stored, string password, bool acceptMd5 = false)
    {
        var parts = stored.Split('$');
        if (parts is not [Algorithm or OverMd5, var count, var salt, var hash]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations < 1)
        {
            return false;
        }
        return parts[0] == Algorithm
            ? Fits(password)
            : Fits(Md5(password)) || (acceptMd5 && IsMd5(password) && Fits(password.ToLowerInvariant()));

        bool Fits(string candidate)
        {
            var expected = Convert.FromBase64String(hash);
            return CryptographicOperations.FixedTimeEquals(expected, Derive(candidate, Convert.FromBase64String(salt), iterations, expected.Length));
        }
    }

    private static bool IsMd5(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigit);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "What clients of 4.1 send; it is hashed properly before it is stored.")]
    private static string Md5(string password) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)));

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);
}
