namespace CloudStack;

/// <summary>Deletes a compute or system offering. VMs that use it keep it.</summary>
/// <param name="Id">The offering.</param>
[Command("deleteServiceOffering", Access = Role.Admin, Event = EventType.ServiceOfferingDelete,
    LegacyClass = "admin.offering.DeleteServiceOfferingCmd")]
public sealed record DeleteServiceOffering(ServiceOfferingId Id) : ICommand<Success>;
