namespace CloudStack;

/// <summary>Lists compute offerings that the caller may use, or system offerings.</summary>
[Command("listServiceOfferings", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.offering.ListServiceOfferingsCmd")]
public sealed record ListServiceOfferings : IListCommand<ServiceOffering>
{
    /// <summary>Only offerings of this domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this offering.</summary>
    public ServiceOfferingId? Id { get; init; }

    /// <summary>True lists system offerings; for root administrators.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Only offerings with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only system offerings for this kind of system VM.</summary>
    public string? SystemVmType { get; init; }

    /// <summary>Only offerings that this VM could change to.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
