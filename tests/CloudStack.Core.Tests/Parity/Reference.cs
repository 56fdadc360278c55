using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Parity;

/// <summary>The facts about 4.1's API, where they are at hand: a folder <c>shared/reference</c> beside the repository or further up.</summary>
internal sealed class Reference
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private static readonly Lazy<Reference?> Loaded = new(Load);

    public Reference(IReadOnlyList<ReferenceCommand> commands, IReadOnlyList<ReferenceResponse> responses, IReadOnlyDictionary<string, string[]> enums)
    {
        Commands = commands.OrderBy(command => command.Name, StringComparer.Ordinal).ToDictionary(command => command.Name);
        Responses = responses.ToDictionary(response => response.ClassName);
        Enums = enums;
    }

    /// <summary>The reference, or null where there is none.</summary>
    public static Reference? Current => Loaded.Value;

    public IReadOnlyDictionary<string, ReferenceCommand> Commands { get; }

    public IReadOnlyDictionary<string, ReferenceResponse> Responses { get; }

    public IReadOnlyDictionary<string, string[]> Enums { get; }

    private static Reference? Load()
    {
        for (var folder = Repository.Root; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "reference");
            if (File.Exists(Path.Combine(path, "api-commands.json")))
            {
                var responses = Read<ResponsesFile>(Path.Combine(path, "api-responses.json"));
                return new(Read<CommandsFile>(Path.Combine(path, "api-commands.json")).Commands, responses.Responses, responses.Enums);
            }
        }

        return null;
    }

    private static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json)!;

    private sealed record CommandsFile(IReadOnlyList<ReferenceCommand> Commands);

    private sealed record ResponsesFile(IReadOnlyList<ReferenceResponse> Responses, IReadOnlyDictionary<string, string[]> Enums);
}

internal sealed record ReferenceCommand
{
    public required string Name { get; init; }
    public required string Group { get; init; }
    public required string CmdClass { get; init; }
    public required string ResponseName { get; init; }
    public string? SuccessResponseName { get; init; }
    public int Mask { get; init; }
    public bool Async { get; init; }
    public bool AsyncCreate { get; init; }
    public bool List { get; init; }
    public string? Since { get; init; }
    public string? Count { get; init; }
    public string? ResponseClass { get; init; }
    public string? ResponseObject { get; init; }
    public string? EventType { get; init; }
    public IReadOnlyList<string> EventTypes { get; init; } = [];
    public string? CreateEventType { get; init; }
    public string? InstanceType { get; init; }

    [JsonPropertyName("params")]
    public IReadOnlyList<ReferenceParameter> Parameters { get; init; } = [];

    public override string ToString() => Name;
}

internal sealed record ReferenceParameter
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public bool Required { get; init; }
    public int? Length { get; init; }
    public string? CollectionType { get; init; }
    public string? EntityType { get; init; }
    public string? Since { get; init; }
    public bool Acl { get; init; }
    public JsonElement MapKeys { get; init; }

    /// <summary>The fixed keys of a map; null when they are free or it is none.</summary>
    public IReadOnlyList<string>? FixedKeys =>
        MapKeys.ValueKind == JsonValueKind.Array ? [.. MapKeys.EnumerateArray().Select(key => key.GetString()!)] : null;
}

internal sealed record ReferenceResponse(string ClassName, IReadOnlyList<ReferenceField> Fields);

internal sealed record ReferenceField(string Name, string JavaType, string? Nested, string? Collection, string? Enum);
