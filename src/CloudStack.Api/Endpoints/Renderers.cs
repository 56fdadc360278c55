using CloudStack.Api.Wire;
using CloudStack.Engine;

namespace CloudStack.Api.Endpoints;

/// <summary>Writes answers in the format that a request asks for, as the settings want it.</summary>
internal sealed class Renderers
{
    private readonly IApiSettings _settings;
    private readonly JsonRenderer _json, _encodedJson;
    private readonly XmlRenderer _xml, _encodedXml;

    public Renderers(CommandCatalog catalog, IApiSettings settings, TimeProvider time)
    {
        _settings = settings;
        var (zone, jobs) = (time.LocalTimeZone, new JobResults(catalog));
        (_json, _encodedJson) = (new(zone, jobs, encodesText: false), new(zone, jobs, encodesText: true));
        (_xml, _encodedXml) = (new(zone, jobs, encodesText: false), new(zone, jobs, encodesText: true));
    }

    public string ContentType(bool json) => json ? _settings.Current.JsonContentType : "text/xml";

    public void Write(ByteBuffer buffer, Answer answer, bool json)
    {
        var encodes = _settings.Current.EncodeResponse;
        if (json)
        {
            (encodes ? _encodedJson : _json).Write(buffer, answer);
        }
        else
        {
            (encodes ? _encodedXml : _xml).Write(buffer, answer);
        }
    }
}
