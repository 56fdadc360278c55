namespace CloudStack;

/// <summary>Changes a compute or system offering's name, description or place. What VMs get stays as it is.</summary>
/// <param name="Id">The offering.</param>
[Command("updateServiceOffering", Access = Role.Admin, Event = EventType.ServiceOfferingEdit,
    LegacyClass = "admin.offering.UpdateServiceOfferingCmd")]
public sealed record UpdateServiceOffering(ServiceOfferingId Id) : ICommand<ServiceOffering>
{
    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Place in lists, ascending.</summary>
    public int? SortKey { get; init; }
}
