using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CloudStack.Server.Tests;

/// <summary>The session that the guide to placement shows is held with the demonstration: request by request, and what is shown of an answer must be in it.</summary>
internal sealed class PlacementSessionTests : FolderFixture
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _names = [];

    [Test]
    public async Task The_session_of_the_guide_goes_as_it_is_written()
    {
        await using var server = await ServerProcess.ServeAsync(Folder, "--demo");
        await server.LineAsync("The demonstration zone is ready.");
        var keys = ((await server.LineAsync("apiKey="))["apiKey=".Length..], (await server.LineAsync("secretKey="))["secretKey=".Length..]);
        _names["zone"] = IdOf(await AskAsync(server, keys, "command=listZones"), "zone");
        _names["template"] = IdOf(await AskAsync(server, keys, "command=listTemplates&templatefilter=featured"), "template");
        _names["network"] = IdOf(await AskAsync(server, keys, "command=listNetworks"), "network");
        _names["host"] = IdOf(await AskAsync(server, keys, "command=listHosts&name=pod1-host1"), "host");

        var session = Session().ToList();
        Assert.That(session, Is.Not.Empty);
        foreach (var (request, shown) in session)
        {
            var answer = await EndOfAsync(server, keys, Named(request));
            Keep(answer);
            var (text, at) = (Dense(JsonSerializer.Serialize(answer, Plain)), 0);
            foreach (var line in shown)
            {
                var found = text.IndexOf(Dense(line).TrimEnd(','), at, StringComparison.Ordinal);
                Assert.That(found, Is.Not.Negative, $"the guide shows {line.Trim()} of the answer to {request}, which is {text}");
                at = found;
            }
        }
    }

    /// <summary>The requests of the guide, each with the lines that are shown of its answer.</summary>
    private static IEnumerable<(string Request, List<string> Shown)> Session()
    {
        var guide = File.ReadAllText(Path.Combine(Root(), "docs", "guides", "placement.md"));
        (string Request, List<string> Shown)? current = null;
        foreach (var line in guide.Split("```session\n").Skip(1).SelectMany(block => block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n')))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                if (current is { } complete)
                {
                    yield return complete;
                }
                current = (line[2..], []);
            }
            else if (line.Length > 0)
            {
                current!.Value.Shown.Add(line);
            }
        }
        if (current is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The answer; of a job, that of its end.</summary>
    private static async Task<JsonElement> EndOfAsync(ServerProcess server, (string Api, string Secret) keys, string request)
    {
        JsonElement answer;
        do
        {
            answer = await AskAsync(server, keys, request);
        }
        while (answer.TryGetProperty("jobstatus", out var status) && status.GetInt32() == 0);
        return answer;
    }

    private static async Task<JsonElement> AskAsync(ServerProcess server, (string Api, string Secret) keys, string request)
    {
        var query = $"{request}&response=json&apikey={keys.Api}";
        var text = string.Join('&', query.Split('&').Order(StringComparer.OrdinalIgnoreCase)).ToLowerInvariant();
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(keys.Secret), Encoding.UTF8.GetBytes(text)));
        using var response = await server.Http.GetAsync($"client/api?{query}&signature={Uri.EscapeDataString(signature)}");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.EnumerateObject().Single().Value.Clone();
    }

    /// <summary>A request with the ids that the guide calls by names.</summary>
    private string Named(string request) =>
        _names.Aggregate(request.Replace("$what", "zoneid=$zone&serviceofferingid=$offering&templateid=$template&networkids=$network", StringComparison.Ordinal),
            (text, name) => text.Replace($"${name.Key}", name.Value, StringComparison.Ordinal));

    /// <summary>What the next requests call by name.</summary>
    private void Keep(JsonElement answer)
    {
        if (answer.TryGetProperty("serviceoffering", out var offering))
        {
            _names["offering"] = offering.GetProperty("id").GetString()!;
        }
        if (answer.TryGetProperty("jobid", out var job))
        {
            _names["job"] = job.GetString()!;
        }
    }

    private static string IdOf(JsonElement answer, string list) => answer.GetProperty(list)[0].GetProperty("id").GetString()!;

    private static string Dense(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudStack.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"CloudStack.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
