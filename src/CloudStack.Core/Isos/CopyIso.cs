namespace CloudStack;

/// <summary>Copies an ISO to another zone. The job ends when the copy is under way; the ISO is ready there when all of it has arrived.</summary>
/// <param name="DestZoneId">Zone to copy it to; it needs an image store.</param>
/// <param name="Id">The ISO; ready in the source zone.</param>
/// <param name="SourceZoneId">Zone to copy it from.</param>
[Command("copyIso", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TemplateCopy, JobInstance = "Template", ResponseName = "copytemplateresponse",
    LegacyClass = "user.iso.CopyIsoCmd")]
public sealed record CopyIso(ZoneId DestZoneId, [property: Owned] TemplateId Id, ZoneId SourceZoneId) : ICommand<Template>;
