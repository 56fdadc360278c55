using System.Diagnostics.CodeAnalysis;

namespace CloudStack.Api.Wire;

/// <summary>The parameters of a request: the form's, and over them those of the query string. Of a name that is repeated, the last counts.</summary>
internal sealed class RequestParameters
{
    private readonly Dictionary<string, string> _asSent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names and values as they were sent, which is what a signature covers.</summary>
    public IReadOnlyDictionary<string, string> AsSent => _asSent;

    public bool IsEmpty => _asSent.Count == 0;

    public string? Command => _asSent.GetValueOrDefault("command");

    public string? Response => _asSent.GetValueOrDefault("response");

    public string? SessionKey => _asSent.GetValueOrDefault("sessionkey");

    public string? ApiKey => _byName.GetValueOrDefault("apikey");

    public string? Signature => _byName.GetValueOrDefault("signature");

    public string? SignatureVersion => _byName.GetValueOrDefault("signatureversion");

    public string? Expires => _byName.GetValueOrDefault("expires");

    /// <summary>Names, of any case, and values.</summary>
    public IReadOnlyDictionary<string, string> ByName => _byName;

    public bool TryGet(string name, [MaybeNullWhen(false)] out string value) => _byName.TryGetValue(name, out value);

    /// <summary>Adds the pairs of a query string or a form.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }
            var equals = pair.IndexOf('=');
            var name = UrlText.Decode(equals < 0 ? pair : pair[..equals]);
            if (name.Length > 0)
            {
                var value = equals < 0 ? "" : UrlText.Decode(pair[(equals + 1)..]);
                _asSent[name] = value;
                _byName[name] = value;
            }
        }
    }
}
