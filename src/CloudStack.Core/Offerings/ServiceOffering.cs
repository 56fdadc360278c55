namespace CloudStack;

/// <summary>A compute or system offering.</summary>
[View("serviceoffering")]
public sealed record ServiceOffering
{
    /// <summary>The offering.</summary>
    public ServiceOfferingId Id { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>CPUs.</summary>
    public int CpuNumber { get; init; }

    /// <summary>MHz of each CPU.</summary>
    public int CpuSpeed { get; init; }

    /// <summary>MiB of memory.</summary>
    public int Memory { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Where root disks lie: <c>shared</c> or <c>local</c>.</summary>
    public string? StorageType { get; init; }

    /// <summary>Whether VMs are restarted elsewhere when their host fails.</summary>
    public bool? OfferHa { get; init; }

    /// <summary>Whether VMs get no more CPU than offered.</summary>
    public bool? LimitCpuUse { get; init; }

    /// <summary>Tags that the pool of the root disk must have, separated by commas.</summary>
    public string? Tags { get; init; }

    /// <summary>Domain that alone may use it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of that domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Tags that the host must have, separated by commas.</summary>
    public string? HostTags { get; init; }

    /// <summary>Whether it is for system VMs.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Whether system VMs get it by default.</summary>
    public bool? DefaultUse { get; init; }

    /// <summary>Kind of system VM that it is for.</summary>
    public string? SystemVmType { get; init; }

    /// <summary>Bandwidth in megabits a second.</summary>
    public int? NetworkRate { get; init; }
}
