using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Api.Wire;

namespace CloudStack.Api.Authentication;

/// <summary>Signatures of requests: HMAC-SHA1 over the sorted, encoded and lower-cased parameters.</summary>
internal static class Signature
{
    private const string ExpiryFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Whether a signature is right. Takes as long for a wrong one as for the right one.</summary>
    /// <remarks>Names are sorted as they were sent; clients that sort them in lower case are let in too, as the manuals of 4.1 say to do that.</remarks>
    public static bool IsRight(IReadOnlyDictionary<string, string> asSent, string secret, string signature)
    {
        var names = asSent.Keys.Where(name => !name.Equals("signature", StringComparison.OrdinalIgnoreCase)).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        if (Matches(asSent, names, secret, signature))
        {
            return true;
        }
        var lowered = names.OrderBy(name => name.ToLowerInvariant(), StringComparer.Ordinal).ToArray();
        return !lowered.AsSpan().SequenceEqual(names) && Matches(asSent, lowered, secret, signature);
    }

    /// <summary>The signature that belongs to parameters, in base64.</summary>
    public static string Compute(IReadOnlyDictionary<string, string> asSent, string secret)
    {
        var names = asSent.Keys.Where(name => !name.Equals("signature", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Hash(asSent, names, secret, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>Whether a request with signature version 3 is still good.</summary>
    public static bool IsInTime(string? expires, DateTimeOffset now) =>
        expires is { Length: > 5 }
        && DateTimeOffset.TryParseExact(expires[^3] == ':' ? expires : expires.Insert(expires.Length - 2, ":"), ExpiryFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var end)
        && end >= now;

    private static bool Matches(IReadOnlyDictionary<string, string> asSent, string[] names, string secret, string signature)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Hash(asSent, names, secret, hash);
        var expected = Convert.ToBase64String(hash);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol of 4.1 and its clients.")]
    private static void Hash(IReadOnlyDictionary<string, string> asSent, string[] names, string secret, Span<byte> hash)
    {
        var text = ByteBuffer.Take();
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                text.Write((byte)'&');
            }
            text.Write(names[i].ToLowerInvariant());
            text.Write((byte)'=');
            UrlText.Encode(text, asSent[names[i]], lowerCase: true);
        }
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), text.Written, hash);
    }
}
