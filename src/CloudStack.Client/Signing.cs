using System.Security.Cryptography;
using System.Text;

namespace CloudStack;

/// <summary>Signatures of requests.</summary>
internal static class Signing
{
    /// <summary>The signature over parameters that are sorted by name.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol of 4.1.")]
    public static string Sign(SortedDictionary<string, string> parameters, string secret)
    {
        var text = string.Join('&', parameters.Select(pair => $"{pair.Key}={Encode(pair.Value)}")).ToLowerInvariant();
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>As forms are encoded, with a space as <c>%20</c>; .NET's own differs in two characters.</summary>
    public static string Encode(string text) =>
        Uri.EscapeDataString(text).Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
}
