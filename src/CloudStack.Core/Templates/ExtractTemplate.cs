namespace CloudStack;

/// <summary>Makes a link from which a template can be downloaded for a while (<c>extract.url.expiration.interval</c>).</summary>
/// <param name="Id">The template; one that is marked extractable, unless the caller is a root administrator.</param>
/// <param name="Mode"><c>HTTP_DOWNLOAD</c>; <c>FTP_UPLOAD</c> is not offered.</param>
[Command("extractTemplate", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TemplateExtract, ObjectName = "template", JobInstance = "Template",
    LegacyClass = "user.template.ExtractTemplateCmd")]
public sealed record ExtractTemplate([property: Owned] TemplateId Id, string Mode) : ICommand<Extraction>
{
    /// <summary>For an upload, where to; uploads are not offered.</summary>
    public string? Url { get; init; }

    /// <summary>Zone to take it from; without it, the first where it is ready on an image store.</summary>
    public ZoneId? ZoneId { get; init; }
}
