using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Api.Wire;

/// <summary>Writes answers as 4.1 does: spaces around the outer parts, compact objects.</summary>
internal sealed class JsonRenderer(TimeZoneInfo zone, JobResults jobs, bool encodesText)
{
    private readonly JsonSerializerOptions _options = CloudStackJson.ForWire(zone, encodesText ? new EncodedText() : null);

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public void Write(ByteBuffer buffer, Answer answer)
    {
        switch (answer)
        {
            case ResultAnswer { Shape.Kind: ResultKind.List } list:
                Open(buffer, list.Shape.Root);
                List(buffer, list);
                break;
            case ResultAnswer { Shape.Kind: ResultKind.Success } success:
                Open(buffer, success.Shape.Root);
                buffer.Write("""{ "success" : "true"}  }"""u8);
                break;
            case ResultAnswer { Shape.Kind: ResultKind.Bare, Result: Job job } bare:
                Open(buffer, bare.Shape.Root);
                Value(buffer, ForWire(job), typeof(Job));
                buffer.Write(" }"u8);
                break;
            case ResultAnswer single:
                Open(buffer, single.Shape.Root);
                buffer.Write(" { \""u8);
                buffer.Write(single.Shape.Name);
                buffer.Write("\" : "u8);
                Value(buffer, single.Result, single.Shape.View);
                buffer.Write(" }  }"u8);
                break;
            case StartedAnswer started:
                Open(buffer, started.Root);
                Started(buffer, started.Job);
                buffer.Write(" }"u8);
                break;
            case FieldsAnswer fields:
                Open(buffer, fields.Root);
                Fields(buffer, fields.Fields);
                buffer.Write(" }"u8);
                break;
            case ErrorAnswer error:
                Open(buffer, error.Root);
                Error(buffer, error);
                buffer.Write(" }"u8);
                break;
        }
    }

    private static void Open(ByteBuffer buffer, string root)
    {
        buffer.Write("{ \""u8);
        buffer.Write(root);
        buffer.Write("\" : "u8);
    }

    private void List(ByteBuffer buffer, ResultAnswer answer)
    {
        var shape = answer.Shape;
        var (items, count) = shape.Page(answer.Result);
        if (items.Count == 0)
        {
            buffer.Write(count == 0 ? "{ } }" : string.Create(CultureInfo.InvariantCulture, $"{{ \"count\":{count} }} }}"));
            return;
        }
        buffer.Write(string.Create(CultureInfo.InvariantCulture, $"{{ \"count\":{count} ,\"{shape.Name}\" : [  "));
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write(", "u8);
            }
            Value(buffer, items[i] is Job job ? ForWire(job) : items[i], shape.View);
            if (shape.JobOf(items[i], answer.Pending) is { } pending)
            {
                buffer.Unwrite();
                buffer.Write($",\"jobid\":\"{pending}\",\"jobstatus\":0}}");
            }
        }
        buffer.Write(" ] } }"u8);
    }

    private Job ForWire(Job job)
    {
        if (jobs.Read(job) is not { } result)
        {
            return job;
        }
        object value = result.IsList ? result.Objects : result.Objects[0];
        var written = result.IsList
            ? JsonSerializer.SerializeToElement(result.Objects.Select(item => JsonSerializer.SerializeToElement(item, result.View, _options)), _options)
            : JsonSerializer.SerializeToElement(value, result.View, _options);
        return job with { JobResult = JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [result.Name] = written }, _options) };
    }

    private void Value(ByteBuffer buffer, object value, Type type)
    {
        var writer = Writer(buffer);
        JsonSerializer.Serialize(writer, value, _options.GetTypeInfo(type));
        writer.Flush();
    }

    private Utf8JsonWriter Writer(ByteBuffer buffer)
    {
        var writer = _writer ??= new(buffer, new() { Encoder = _options.Encoder, SkipValidation = true });
        writer.Reset(buffer);
        return writer;
    }

    private void Started(ByteBuffer buffer, StartedJob job)
    {
        var writer = Writer(buffer);
        writer.WriteStartObject();
        if (job.EntityId is { } entity)
        {
            writer.WriteString("id"u8, entity);
        }
        writer.WriteString("jobid"u8, job.JobId.Value);
        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>Errors are written as they stand even where text is encoded, as people read them.</summary>
    private void Error(ByteBuffer buffer, ErrorAnswer error)
    {
        var writer = Writer(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("errorcode"u8, error.Code);
        if (error.CsCode is { } code)
        {
            writer.WriteNumber("cserrorcode"u8, code);
        }
        writer.WriteString("errortext"u8, error.Text);
        writer.WriteEndObject();
        writer.Flush();
    }

    private void Fields(ByteBuffer buffer, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var separator = "{ "u8;
        foreach (var (name, value) in fields)
        {
            buffer.Write(separator);
            separator = ", "u8;
            buffer.Write("\""u8);
            buffer.Write(name);
            buffer.Write("\" : "u8);
            var writer = Writer(buffer);
            writer.WriteStringValue(value);
            writer.Flush();
        }
        buffer.Write(" }"u8);
    }

    private sealed class EncodedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(UrlText.Encode(value));

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }
}
