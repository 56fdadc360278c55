namespace CloudStack;

/// <summary>Lists pods.</summary>
[Command("listPods", Access = Role.ResourceAdmins, CountsAll = true, LegacyClass = "admin.pod.ListPodsByCmd")]
public sealed record ListPods : IListCommand<Pod>
{
    /// <summary>Only pods in this state, <c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Only this pod.</summary>
    public PodId? Id { get; init; }

    /// <summary>Only pods with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether to fill in <see cref="Pod.Capacity"/>; false by default.</summary>
    public bool? ShowCapacities { get; init; }

    /// <summary>Only pods of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
