using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace CloudStack.Api.Wire;

/// <summary>Writes answers as XML.</summary>
internal sealed class XmlRenderer(TimeZoneInfo zone, JobResults jobs, bool encodesText)
{
    /// <summary>The release whose API this is.</summary>
    private const string Version = "4.1.0";

    private readonly ConcurrentDictionary<Type, XmlView> _views = new();
    private readonly ConcurrentDictionary<Type, IReadOnlyDictionary<object, string>> _enums = new();

    public void Write(ByteBuffer buffer, Answer answer)
    {
        var (root, encoding) = answer switch
        {
            ResultAnswer result => (result.Shape.Root, "UTF-8"),
            StartedAnswer started => (started.Root, "UTF-8"),
            FieldsAnswer fields => (fields.Root, "ISO-8859-1"),
            ErrorAnswer error => (error.Root, "UTF-8"),
            _ => throw new ArgumentException($"{answer.GetType()} cannot be written.", nameof(answer)),
        };
        buffer.Write($"<?xml version=\"1.0\" encoding=\"{encoding}\"?><{root} cloud-stack-version=\"{Version}\">");
        switch (answer)
        {
            case ResultAnswer { Shape.Kind: ResultKind.List } list:
                List(buffer, list);
                break;
            case ResultAnswer { Shape.Kind: ResultKind.Success, Result: Success success }:
                Element(buffer, "success", "true");
                if (success.DisplayText is { } text)
                {
                    Element(buffer, "displaytext", Encoded(text));
                }
                break;
            case ResultAnswer { Shape.Kind: ResultKind.Bare, Result: Job job }:
                Job(buffer, job);
                break;
            case ResultAnswer single:
                Object(buffer, single.Shape.Name, single.Result, single.Shape.View);
                break;
            case StartedAnswer started:
                if (started.Job.EntityId is { } entity)
                {
                    Element(buffer, "id", entity.ToString());
                }
                Element(buffer, "jobid", started.Job.JobId.ToString());
                break;
            case FieldsAnswer fields:
                foreach (var (name, value) in fields.Fields)
                {
                    Open(buffer, name);
                    XmlText.WriteAscii(buffer, value);
                    Close(buffer, name);
                }
                break;
            case ErrorAnswer error:
                Error(buffer, error);
                break;
        }
        Close(buffer, root);
    }

    public void Object(ByteBuffer buffer, string name, object value, Type type)
    {
        Open(buffer, name);
        Fields(buffer, value, type);
        Close(buffer, name);
    }

    public void Element(ByteBuffer buffer, string name, string text)
    {
        Open(buffer, name);
        XmlText.Write(buffer, text);
        Close(buffer, name);
    }

    public static void Open(ByteBuffer buffer, string name)
    {
        buffer.Write((byte)'<');
        buffer.Write(name);
        buffer.Write((byte)'>');
    }

    public static void Close(ByteBuffer buffer, string name)
    {
        buffer.Write("</"u8);
        buffer.Write(name);
        buffer.Write((byte)'>');
    }

    public string Text(object value) => value switch
    {
        string text => Encoded(text),
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => WireDate.Format(time, zone),
        Enum member => _enums.GetOrAdd(member.GetType(), Names).GetValueOrDefault(member) ?? member.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private void Fields(ByteBuffer buffer, object value, Type type)
    {
        if (value is Job job)
        {
            Job(buffer, job);
        }
        else
        {
            View(type).Write(buffer, value);
        }
    }

    private void List(ByteBuffer buffer, ResultAnswer answer)
    {
        var (items, count) = answer.Shape.Page(answer.Result);
        if (count != 0)
        {
            Element(buffer, "count", count.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var item in items)
        {
            Open(buffer, answer.Shape.Name);
            Fields(buffer, item, answer.Shape.View);
            if (answer.Shape.JobOf(item, answer.Pending) is { } pending)
            {
                Element(buffer, "jobid", pending.ToString());
                Element(buffer, "jobstatus", "0");
            }
            Close(buffer, answer.Shape.Name);
        }
    }

    /// <summary>A job with its result as the view that it is.</summary>
    private void Job(ByteBuffer buffer, Job job)
    {
        if (jobs.Read(job) is not { } result)
        {
            View(typeof(Job)).Write(buffer, job);
            return;
        }
        View(typeof(Job)).Write(buffer, job, name =>
        {
            if (name != "jobresult")
            {
                return false;
            }
            Open(buffer, name);
            foreach (var item in result.Objects)
            {
                Object(buffer, result.Name, item, result.View);
            }
            Close(buffer, name);
            return true;
        });
    }

    private void Error(ByteBuffer buffer, ErrorAnswer error)
    {
        Element(buffer, "errorcode", error.Code.ToString(CultureInfo.InvariantCulture));
        if (error.CsCode is { } code)
        {
            Element(buffer, "cserrorcode", code.ToString(CultureInfo.InvariantCulture));
        }
        Element(buffer, "errortext", error.Text);
    }

    private XmlView View(Type type) => _views.GetOrAdd(type, static (key, renderer) => new(key, renderer), this);

    private string Encoded(string text) => encodesText ? UrlText.Encode(text) : text;

    private static IReadOnlyDictionary<object, string> Names(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.GetValue(null)!, field => field.GetCustomAttribute<WireNameAttribute>()?.Name ?? field.Name);
}
