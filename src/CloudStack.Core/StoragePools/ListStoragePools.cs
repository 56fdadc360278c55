namespace CloudStack;

/// <summary>Lists primary storage pools.</summary>
[Command("listStoragePools", Access = Role.ResourceAdmins, JobInstance = "StoragePool", CountsAll = true,
    LegacyClass = "admin.storage.ListStoragePoolsCmd")]
public sealed record ListStoragePools : IListCommand<StoragePool>
{
    /// <summary>Only pools of this cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>Only this pool.</summary>
    public StoragePoolId? Id { get; init; }

    /// <summary>Only pools on the server with this address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Only pools with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only pools with this path.</summary>
    public string? Path { get; init; }

    /// <summary>Only pools of this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only pools of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
