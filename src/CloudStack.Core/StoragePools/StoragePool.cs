namespace CloudStack;

/// <summary>A primary storage pool.</summary>
[View("storagepool")]
public sealed record StoragePool
{
    /// <summary>The pool.</summary>
    public StoragePoolId Id { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The pod; null for a pool of a whole zone.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Name of the pod.</summary>
    public string? PodName { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Address of the server.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Path on the server.</summary>
    public string? Path { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Kind of storage, for example <c>NetworkFilesystem</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The cluster; null for a pool of a whole zone.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Bytes of capacity.</summary>
    public long? DiskSizeTotal { get; init; }

    /// <summary>Bytes that are promised to volumes.</summary>
    public long? DiskSizeAllocated { get; init; }

    /// <summary>Bytes that are in use, as the storage tells.</summary>
    public long? DiskSizeUsed { get; init; }

    /// <summary>Tags, separated by commas.</summary>
    public string? Tags { get; init; }

    /// <summary>State.</summary>
    public StoragePoolStatus? State { get; init; }
}
