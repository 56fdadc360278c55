namespace CloudStack;

/// <summary>Lists hosts, also those of system VMs, image stores and network devices.</summary>
[Command("listHosts", Access = Role.ResourceAdmins, JobInstance = "Host", CountsAll = true, LegacyClass = "admin.host.ListHostsCmd")]
public sealed record ListHosts : IListCommand<Host>
{
    /// <summary>Only hosts of this cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>What to fill in: any of <c>all</c>, <c>capacity</c>, <c>events</c>, <c>stats</c>, <c>min</c>; all by default.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>True: only hosts reserved for restarts; false: only the others.</summary>
    public bool? HaHost { get; init; }

    /// <summary>Only this host.</summary>
    public HostId? Id { get; init; }

    /// <summary>Only hosts with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only hosts of this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only hosts in this <see cref="HostResourceState"/>.</summary>
    public string? ResourceState { get; init; }

    /// <summary>Only hosts in this <see cref="HostStatus"/>.</summary>
    public string? State { get; init; }

    /// <summary>Only hosts of this type, for example <c>Routing</c> for hypervisors.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// Only hosts that this VM may migrate to, with <see cref="Host.HasEnoughCapacity"/> and <see cref="Host.SuitableForMigration"/> filled in.
    /// </summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>Only hosts of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
