using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using CloudStack.Api.Wire;

namespace CloudStack.Api.Endpoints;

/// <summary>
/// The commands as an OpenAPI document. Each has a path of its own below the endpoint, which ignores what follows its path, and names itself in a
/// parameter that takes one value.
/// </summary>
internal sealed class OpenApiDocument(ICloud cloud, CommandCatalog catalog)
{
    private static readonly JsonSerializerOptions Json = CloudStackJson.ForWire(TimeZoneInfo.Utc);

    private readonly SemaphoreSlim _making = new(1);
    private byte[]? _made;

    public async ValueTask<byte[]> GetAsync(string path, CancellationToken ct)
    {
        if (Volatile.Read(ref _made) is { } known)
        {
            return known;
        }
        await _making.WaitAsync(ct);
        try
        {
            _made ??= JsonSerializer.SerializeToUtf8Bytes(Make(path, (await cloud.ExecuteAsync(new ListApis(), Caller.System, ct)).Items));
            return _made;
        }
        finally
        {
            _making.Release();
        }
    }

    private JsonObject Make(string path, IReadOnlyList<ApiCommand> commands)
    {
        var views = new JsonObject();
        var paths = new JsonObject();
        foreach (var shown in commands)
        {
            if (shown.Name is { } name && catalog.TryGet(name, out var command))
            {
                paths[$"{path}/{name}"] = new JsonObject { ["get"] = Operation(shown, command, views) };
            }
        }
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "CloudStack query API", ["version"] = "4.1.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = views,
                ["securitySchemes"] = new JsonObject
                {
                    ["apiKey"] = Key("apiKey", "query", "Goes together with signature: HMAC-SHA1 over the sorted, encoded and lower-cased parameters."),
                    ["signature"] = Key("signature", "query", "Signature in base64."),
                    ["session"] = Key("JSESSIONID", "cookie", "Cookie of the command login; goes together with sessionkey."),
                    ["sessionkey"] = Key("sessionkey", "query", "Key of the session."),
                },
            },
            ["security"] = new JsonArray(
                new JsonObject { ["apiKey"] = new JsonArray(), ["signature"] = new JsonArray() },
                new JsonObject { ["session"] = new JsonArray(), ["sessionkey"] = new JsonArray() }),
        };
    }

    private static JsonObject Key(string name, string place, string description) =>
        new() { ["type"] = "apiKey", ["name"] = name, ["in"] = place, ["description"] = description };

    private static JsonObject Operation(ApiCommand shown, CommandDescriptor command, JsonObject views)
    {
        var parameters = new JsonArray(Fixed("command", command.Name), Fixed("response", "json"));
        foreach (var parameter in shown.Params.Where(parameter => parameter.Name is not ("command" or "response")))
        {
            if (parameter.Type != "map")
            {
                parameters.Add(Parameter(parameter.Name!, parameter));
                continue;
            }
            // Of a map, the first entry: its fixed keys, or one of a free name.
            var keys = command.Parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name)?.MapKeys ?? ["key"];
            foreach (var key in keys)
            {
                parameters.Add(Parameter($"{parameter.Name}[0].{key}", parameter));
            }
        }
        return new()
        {
            ["operationId"] = command.Name,
            ["summary"] = shown.Description,
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                ["200"] = Answer("The result.", Result(command, views), command.SuccessResponseName),
                ["default"] = Answer("A refusal or a failure; the status is the errorcode.", Error(), command.ResponseName),
            },
        };
    }

    private static JsonObject Parameter(string name, ApiParameter parameter)
    {
        var written = new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["description"] = parameter.Description,
            ["required"] = parameter.Required,
            ["schema"] = Schema(parameter.Type),
        };
        if (parameter.Type == "list")
        {
            written["explode"] = false;
        }
        return written;
    }

    private static JsonObject Fixed(string name, string value) =>
        new() { ["name"] = name, ["in"] = "query", ["required"] = true, ["schema"] = new JsonObject { ["const"] = value } };

    private static JsonObject Answer(string description, JsonObject content, string root) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            ["text/javascript"] = new JsonObject { ["schema"] = Object((root, content)) },
        },
    };

    private static JsonObject Result(CommandDescriptor command, JsonObject views)
    {
        if (command.Runs == Runs.AsJob)
        {
            return command.IsCreate ? Object(("id", Schema("uuid")), ("jobid", Schema("uuid"))) : Object(("jobid", Schema("uuid")));
        }
        var shape = new ResultShape(command);
        return shape.Kind switch
        {
            ResultKind.Success => Object(("success", Schema("string"))),
            ResultKind.Bare => View(shape.View, views),
            ResultKind.List => Object(("count", Schema("integer")), (shape.Name, new() { ["type"] = "array", ["items"] = View(shape.View, views) })),
            _ => Object((shape.Name, View(shape.View, views))),
        };
    }

    private static JsonObject View(Type view, JsonObject views)
    {
        if (!views.ContainsKey(view.Name))
        {
            views[view.Name] = Json.GetJsonSchemaAsNode(view, new()
            {
                TreatNullObliviousAsNonNullable = true,
                // What the wire's own converters write is text; the exporter cannot know that.
                TransformSchemaNode = (context, node) => node.GetValueKind() == JsonValueKind.True && context.TypeInfo.Type != typeof(JsonElement) ? Schema("string") : node,
            });
        }
        return new() { ["$ref"] = $"#/components/schemas/{view.Name}" };
    }

    private static JsonObject Error() => Object(("errorcode", Schema("integer")), ("cserrorcode", Schema("integer")), ("errortext", Schema("string")));

    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonObject Schema)> properties)
    {
        var members = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            members[name] = schema;
        }
        return new() { ["type"] = "object", ["properties"] = members };
    }

    private static JsonObject Schema(string? type) => type switch
    {
        "integer" or "long" or "short" => new() { ["type"] = "integer" },
        "float" => new() { ["type"] = "number" },
        "boolean" => new() { ["type"] = "boolean" },
        "list" => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        "uuid" => new() { ["type"] = "string", ["format"] = "uuid" },
        _ => new() { ["type"] = "string" },
    };
}
