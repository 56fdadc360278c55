namespace CloudStack;

/// <summary>Changes a network offering.</summary>
[Command("updateNetworkOffering", Access = Role.Admin, Event = EventType.NetworkOfferingEdit,
    LegacyClass = "admin.network.UpdateNetworkOfferingCmd")]
public sealed record UpdateNetworkOffering : ICommand<NetworkOffering>
{
    /// <summary><c>Optional</c> or <c>Required</c>.</summary>
    public string? Availability { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>The network offering.</summary>
    public NetworkOfferingId? Id { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Place in lists, ascending.</summary>
    public int? SortKey { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>; networks are made from enabled ones only.</summary>
    public string? State { get; init; }
}
