namespace CloudStack.Placement;

/// <summary>Where a VM goes, or why it goes nowhere.</summary>
public sealed record PlacementResult
{
    /// <summary>Whether a place was found.</summary>
    public bool IsPlaced => HostId is not null;

    /// <summary>The host; null when there is no place.</summary>
    public HostId? HostId { get; init; }

    /// <summary>The host's cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>The cluster's pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>A pool for each volume of the request, in its order.</summary>
    public IReadOnlyList<VolumePlacement> Volumes { get; init; } = [];

    /// <summary>Whether the VM takes the capacity that its last host reserves for it, instead of free capacity.</summary>
    public bool UsesReservation { get; init; }

    /// <summary>In one sentence, why there is no place; null when there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was looked at and why it was refused: always with a refusal, and with <see cref="Placer.Explain"/>.</summary>
    public PlacementTrace? Trace { get; init; }

    /// <summary>Parts that threw and were left out of this decision.</summary>
    public IReadOnlyList<PlacementFault> Faults { get; init; } = [];
}

/// <summary>The pool of a volume.</summary>
/// <param name="VolumeId">The volume.</param>
/// <param name="PoolId">Its pool.</param>
/// <param name="Bytes">What it newly takes there, its template included; 0 when it is already there.</param>
/// <param name="CopiesTemplate">Whether its template must be copied to the pool.</param>
public sealed record VolumePlacement(VolumeId VolumeId, StoragePoolId PoolId, long Bytes, bool CopiesTemplate);

/// <summary>A part that threw during a decision.</summary>
/// <param name="Part">The planner, allocator, filter or scorer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Exception">What it threw.</param>
public sealed record PlacementFault(object Part, string Name, Exception Exception);
