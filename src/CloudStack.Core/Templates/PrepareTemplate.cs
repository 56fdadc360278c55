namespace CloudStack;

/// <summary>Brings a template to every primary storage of a zone, so that the first deployments need not wait for it. Goes on after the answer.</summary>
/// <param name="TemplateId">The template; ready in the zone.</param>
/// <param name="ZoneId">The zone.</param>
[Command("prepareTemplate", Access = Role.Admin, LegacyClass = "admin.template.PrepareTemplateCmd")]
public sealed record PrepareTemplate(TemplateId TemplateId, ZoneId ZoneId) : ICommand<ListResult<Template>>;
