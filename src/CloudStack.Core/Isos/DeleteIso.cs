namespace CloudStack;

/// <summary>Deletes an ISO; one that is in the CD drive of a virtual machine cannot be deleted.</summary>
/// <param name="Id">The ISO.</param>
[Command("deleteIso", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.IsoDelete, JobInstance = "Iso", ResponseName = "deleteisosresponse",
    LegacyClass = "user.iso.DeleteIsoCmd")]
public sealed record DeleteIso([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Success>
{
    /// <summary>Zone to delete it from; without it, all.</summary>
    public ZoneId? ZoneId { get; init; }
}
