namespace CloudStack;

/// <summary>A pod.</summary>
[View("pod")]
public sealed record Pod
{
    /// <summary>The pod.</summary>
    public PodId Id { get; init; }

    /// <summary>Name, unique within the zone.</summary>
    public string? Name { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>Gateway of the private network.</summary>
    public string? Gateway { get; init; }

    /// <summary>Netmask of the private network.</summary>
    public string? Netmask { get; init; }

    /// <summary>First private address for system VMs.</summary>
    public string? StartIp { get; init; }

    /// <summary>Last private address.</summary>
    public string? EndIp { get; init; }

    /// <summary>Whether it takes new VMs.</summary>
    public AllocationState? AllocationState { get; init; }

    /// <summary>Capacity of the pod by kind, when asked for.</summary>
    public IReadOnlyList<Capacity> Capacity { get; init; } = [];
}
