namespace CloudStack;

/// <summary>Tells who may use a template that is not public.</summary>
/// <param name="Id">The template.</param>
[Command("listTemplatePermissions", Access = Role.Everyone, LegacyClass = "user.template.ListTemplatePermissionsCmd")]
public sealed record ListTemplatePermissions([property: Owned] TemplateId Id) : ICommand<TemplatePermissions>;
