namespace CloudStack;

/// <summary>Deletes a template. Virtual machines that were made from it go on.</summary>
/// <param name="Id">The template.</param>
[Command("deleteTemplate", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TemplateDelete, JobInstance = "Template",
    LegacyClass = "user.template.DeleteTemplateCmd")]
public sealed record DeleteTemplate([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Success>
{
    /// <summary>Zone to delete it from; without it, all.</summary>
    public ZoneId? ZoneId { get; init; }
}
