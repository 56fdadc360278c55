namespace CloudStack;

/// <summary>Changes a physical network. What is not named stays as it is.</summary>
/// <param name="Id">The physical network.</param>
[Command("updatePhysicalNetwork", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.PhysicalNetworkUpdate,
    JobInstance = "PhysicalNetwork", LegacyClass = "admin.network.UpdatePhysicalNetworkCmd", Since = "3.0.0")]
public sealed record UpdatePhysicalNetwork(PhysicalNetworkId Id) : ICommand<PhysicalNetwork>
{
    /// <summary>Speed, for the record.</summary>
    public string? NetworkSpeed { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>; guest networks are made on enabled ones only.</summary>
    public string? State { get; init; }

    /// <summary>Replaces the tag.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>New VLANs for guest networks, as <c>first-last</c>; VLANs in use must stay inside.</summary>
    public string? Vlan { get; init; }
}
