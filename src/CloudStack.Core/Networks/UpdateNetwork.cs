namespace CloudStack;

/// <summary>Changes a network; what is not given stays.</summary>
/// <param name="Id">The network.</param>
[Command("updateNetwork", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NetworkUpdate, LegacyClass = "user.network.UpdateNetworkCmd")]
public sealed record UpdateNetwork([property: Owned(AccessType.Modify)] NetworkId Id) : ICommand<Network>
{
    /// <summary>Whether the range may change where the new offering makes that necessary; its virtual machines must then be stopped.</summary>
    public bool? ChangeCidr { get; init; }

    /// <summary>New description.</summary>
    public string? DisplayText { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>New DNS domain; isolated networks only.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>New offering; isolated networks only, with all services that are in use.</summary>
    public NetworkOfferingId? NetworkOfferingId { get; init; }
}
