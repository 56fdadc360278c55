using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Fuzz;

/// <summary>Makes requests at random: right ones, nearly right ones and nonsense. The same seed makes the same requests from the same answers.</summary>
/// <param name="seed">The seed.</param>
/// <param name="keys">API keys and secrets that requests are signed with.</param>
internal sealed class RandomRequests(int seed, IReadOnlyList<(string Key, string Secret)> keys)
{
    /// <summary>What would lock the fuzzer out, or have the server call strangers.</summary>
    private static readonly HashSet<string> Spared = ["ldapConfig", "registerUserKeys"];

    private static readonly string[] Texts =
    [
        "", " ", "null", "true", "FALSE", "0", "-1", "1", "2147483647", "2147483648", "-9223372036854775808", "99999999999999999999999", "1e309", "NaN", "0x10", "٣",
        "admin", "ROOT", "Enabled", "Disabled", "all", "self", "10.1.1.1", "10.1.1.0/24", "999.1.1.1", "255.255.255.0", "fe80::1", "::", "2013-02-30",
        "2013-01-01T00:00:00+0200", "9999-12-31", "http://127.0.0.1:1/x", "nfs://127.0.0.1/x", "sim://host", "file:///etc/passwd", "http://[", "a,b,,c", "Dhcp,Dns",
        "'; drop table user; --", "%", "_%", "\\", "<&>\"'", "]]>", "\0", "\r\nX-Header: 1", "\uFEFF", "\u202Eabc", "ä€😀", "\uFFFF", "a\u0000b", "../../etc", "${jndi:x}", "{0}",
    ];

    private static readonly string[] Verbs = ["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "X"];

    private readonly Random _random = new(seed);
    private readonly IReadOnlyList<CommandDescriptor> _commands = CommandCatalog.Default.Commands;
    private readonly IReadOnlyList<CommandDescriptor> _lists = [.. CommandCatalog.Default.Commands.Where(command => command.ItemType is not null)];
    private readonly List<string> _ids = [];

    /// <summary>Takes ids from an answer, so that later requests name what exists. Not those of the administrator, in whose name requests are signed.</summary>
    public void Learn(string answer)
    {
        if (answer.Contains("\"username\":\"admin\"", StringComparison.Ordinal))
        {
            return;
        }
        for (var i = answer.IndexOf("id\":\"", StringComparison.Ordinal); i >= 0 && i + 41 <= answer.Length; i = answer.IndexOf("id\":\"", i + 5, StringComparison.Ordinal))
        {
            var id = answer.Substring(i + 5, 36);
            if (!Guid.TryParseExact(id, "D", out _) || answer.AsSpan(0, i).EndsWith("account") || answer.AsSpan(0, i).EndsWith("user"))
            {
                continue;
            }
            if (_ids.Count < 2000)
            {
                _ids.Add(id);
            }
            else
            {
                _ids[_random.Next(_ids.Count)] = id;
            }
        }
    }

    /// <summary>The next request, as the bytes that go over the wire.</summary>
    public byte[] Next()
    {
        if (Chance(0.01))
        {
            return Nonsense();
        }
        var query = Sign(Parameters());
        var more = Chance(0.03) ? $"X-{new string('h', _random.Next(1, 3000))}: {Letters(20)}\r\n" : Chance(0.02) ? "Cookie: JSESSIONID=" + Letters(30) + "\r\n" : "";
        var path = Chance(0.02) ? "/client/api/" + Letters(10) : Chance(0.01) ? "/" + Letters(10) : "/client/api";
        if (Chance(0.2))
        {
            // Whatever the form holds, its length is right; wrong ones are nonsense.
            var body = Encoding.UTF8.GetBytes(query);
            var type = Chance(0.9) ? "application/x-www-form-urlencoded" : Pick(["text/plain", "multipart/form-data; boundary=x", "application/json", ";", ""]);
            return [.. Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{more}\r\n"), .. body];
        }
        var verb = Chance(0.97) ? "GET" : Pick(Verbs);
        return Encoding.Latin1.GetBytes($"{verb} {path}?{query} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n");
    }

    private List<(string Name, string Value)> Parameters()
    {
        var command = Pick(Chance(0.3) ? _lists : _commands);
        List<(string, string)> parameters = [];
        if (!Chance(0.01))
        {
            var name = Chance(0.92) ? command.Name : Chance(0.3) ? Pick(["login", "logout", "LOGIN"]) : Mutate(command.Name);
            parameters.Add((Chance(0.99) ? "command" : Mutate("command"), Spared.Contains(name) ? "listZones" : name));
        }
        if (Chance(0.9))
        {
            parameters.Add(("response", Chance(0.8) ? "json" : Pick(["xml", "JSON", "", "yaml", "json,xml"])));
        }
        foreach (var parameter in command.Parameters)
        {
            if (Chance(parameter.Required ? 0.93 : Chance(0.5) ? 0.05 : 0.3))
            {
                var name = Chance(0.98) ? parameter.Name : Mutate(parameter.Name);
                if (Chance(parameter.IsList ? 0.3 : 0.05))
                {
                    name += Pick(["[0]", "[0].key", "[0].value", "[1].service", "[]", "[999999999].x", "[-1]", "[0]..", "[0", "."]);
                }
                parameters.Add((name, Value(parameter)));
            }
        }
        for (var extra = Chance(0.1) ? _random.Next(1, Chance(0.02) ? 300 : 5) : 0; extra > 0; extra--)
        {
            parameters.Add((Chance(0.5) && parameters.Count > 0 ? parameters[_random.Next(parameters.Count)].Item1 : Letters(8), Text()));
        }
        if (Chance(0.3))
        {
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parameters));
        }
        return parameters;
    }

    private string Value(ParameterDescriptor parameter)
    {
        if (Chance(0.15))
        {
            return Text();
        }
        if (parameter.EntityIdType is not null || Chance(0.05))
        {
            return _ids.Count > 0 && Chance(0.85) ? _ids[_random.Next(_ids.Count)] : Chance(0.5) ? Id() : _random.Next(-2, 300).ToString(CultureInfo.InvariantCulture);
        }
        return _random.Next(4) switch
        {
            0 => _random.Next(-2, 100).ToString(CultureInfo.InvariantCulture),
            1 => Pick(["true", "false"]),
            2 => Letters(_random.Next(1, 20)),
            _ => Pick(Texts),
        };
    }

    private string Text() => _random.Next(6) switch
    {
        0 => new string((char)_random.Next(1, 0xD7FF), _random.Next(1, 5000)),
        1 => string.Concat(Enumerable.Range(0, _random.Next(1, 40)).Select(_ => (char)_random.Next(1, 0xD7FF))),
        2 => Letters(_random.Next(1, 300)),
        _ => Pick(Texts),
    };

    /// <summary>Signs rightly, wrongly, or not at all.</summary>
    private string Sign(List<(string Name, string Value)> parameters)
    {
        var kind = _random.NextDouble();
        var (key, secret) = keys[_random.Next(keys.Count)];
        if (kind < 0.95)
        {
            parameters.Add((Chance(0.9) ? "apiKey" : Pick(["apikey", "APIKEY"]), kind < 0.93 ? key : Letters(86)));
        }
        if (Chance(0.05))
        {
            parameters.Add(("signatureVersion", Pick(["3", "2", "x"])));
            parameters.Add(("expires", Pick(["2099-01-01T00:00:00+0000", "2001-01-01T00:00:00+0000", "never"])));
        }
        var query = string.Join('&', parameters.Select(pair => Chance(0.995) ? $"{Encode(pair.Name)}={Encode(pair.Value)}" : Encode(pair.Name)));
        if (kind >= 0.97)
        {
            return query + Pick(["", "&signature", "&signature=", "&signature=%", "&signature=AAAA", "&sessionkey=x", "&&&", "&=", "&signature=" + Letters(3000)]);
        }
        var signature = Uri.EscapeDataString(Signature(parameters, secret));
        return $"{query}&signature={(Chance(0.98) ? signature : signature[..^4] + "%3D")}{(Chance(0.01) ? "&signature=x" : "")}{(Chance(0.01) ? "&%ZZ=%" : "")}";
    }

    private static string Signature(List<(string Name, string Value)> parameters, string secret)
    {
        // Of names that occur twice the last counts, which is one of the things that are tried here.
        Dictionary<string, string> last = [];
        foreach (var (name, value) in parameters)
        {
            last[name] = value;
        }
        var text = string.Join('&', last.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"{pair.Key}={Uri.EscapeDataString(pair.Value).Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal)}"));
        return Convert.ToBase64String(Hash(secret, text.ToLowerInvariant()));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol signs with it.")]
    private static byte[] Hash(string secret, string text) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private string Encode(string text) => Chance(0.995) ? Uri.EscapeDataString(text) : Pick(["%", "%4", "%u0041", "%00", "%C3%28", "%F0%9F", "+", "%ED%A0%80"]);

    /// <summary>What is no HTTP, or hardly.</summary>
    private byte[] Nonsense() => _random.Next(6) switch
    {
        0 => Encoding.Latin1.GetBytes(Letters(_random.Next(1, 200)) + "\r\n\r\n"),
        1 => Encoding.Latin1.GetBytes($"GET /client/api?command=listZones&x={new string('a', 70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        2 => Encoding.Latin1.GetBytes("GET /client/api?command=listZones HTTP/1.1\r\n\r\n"),
        3 => Encoding.Latin1.GetBytes("POST /client/api HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: -1\r\n\r\n"),
        4 => Encoding.Latin1.GetBytes("POST /client/api HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        _ => Bytes(),
    };

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(1, 400)];
        _random.NextBytes(bytes);
        return [.. bytes, .. "\r\n\r\n"u8];
    }

    private string Mutate(string text)
    {
        var at = _random.Next(text.Length);
        return _random.Next(4) switch
        {
            0 => text.ToUpperInvariant(),
            1 => text.Remove(at, 1),
            2 => text.Insert(at, Pick(Texts)),
            _ => text + Letters(3),
        };
    }

    private string Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string Letters(int count) => string.Create(count, _random, static (text, random) =>
    {
        foreach (ref var letter in text)
        {
            letter = (char)('a' + random.Next(26));
        }
    });

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private bool Chance(double share) => _random.NextDouble() < share;
}
