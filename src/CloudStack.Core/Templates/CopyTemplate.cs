namespace CloudStack;

/// <summary>Copies a template to another zone. The job ends when the copy is under way; the template is ready there when all of it has arrived.</summary>
/// <param name="DestZoneId">Zone to copy it to; it needs an image store.</param>
/// <param name="Id">The template; ready in the source zone.</param>
/// <param name="SourceZoneId">Zone to copy it from.</param>
[Command("copyTemplate", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TemplateCopy, JobInstance = "Template",
    LegacyClass = "user.template.CopyTemplateCmd")]
public sealed record CopyTemplate(ZoneId DestZoneId, [property: Owned] TemplateId Id, ZoneId SourceZoneId) : ICommand<Template>;
