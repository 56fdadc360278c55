using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Api.Tests;

/// <summary>API keys, and signing as the protocol describes it, written anew so that it does not repeat the product's mistakes.</summary>
internal sealed record Keys(UserId User, string ApiKey, string Secret)
{
    /// <summary>Adds the key and the signature to a query; its values are encoded already.</summary>
    public string Sign(string query, string? keyName = "apiKey", Func<IEnumerable<string>, IEnumerable<string>>? order = null)
    {
        var full = $"{query}&{keyName}={ApiKey}";
        return $"{full}&signature={Uri.EscapeDataString(Signature(full, Secret, order))}";
    }

    public static string Signature(string query, string secret, Func<IEnumerable<string>, IEnumerable<string>>? order = null)
    {
        var pairs = query.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Canonical(pair.ElementAtOrDefault(1) ?? ""));
        var names = order is null ? pairs.Keys.OrderBy(name => name, StringComparer.Ordinal) : order(pairs.Keys);
        var text = string.Join('&', names.Select(name => $"{name}={pairs[name]}")).ToLowerInvariant();
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Form encoding with %20: .NET's differs in the characters below.</summary>
    private static string Canonical(string encoded)
    {
        var text = Uri.EscapeDataString(Uri.UnescapeDataString(encoded.Replace("+", "%20", StringComparison.Ordinal)));
        return text.Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
    }
}
