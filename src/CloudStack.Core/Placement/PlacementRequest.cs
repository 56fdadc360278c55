namespace CloudStack.Placement;

/// <summary>A VM that looks for a host, and pools for its volumes.</summary>
public sealed record PlacementRequest
{
    /// <summary>The zone. Nothing outside of it is looked at.</summary>
    public required ZoneId ZoneId { get; init; }

    /// <summary>Only this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only this cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>
    /// Only this host: an administrator named it. Tags and cluster thresholds are not asked; everything else is, and there is no fallback.
    /// </summary>
    public HostId? HostId { get; init; }

    /// <summary>The host where the VM ran last; it is tried first when it still holds the VM's reservation.</summary>
    public HostId? LastHostId { get; init; }

    /// <summary>Whether the last host still keeps capacity for this VM. False when it has been given back.</summary>
    public bool KeepsReservation { get; init; } = true;

    /// <summary>The hypervisor type, for example <c>KVM</c>; upper and lower case do not differ.</summary>
    public required string Hypervisor { get; init; }

    /// <summary>Cores of the offering.</summary>
    public required int Cores { get; init; }

    /// <summary>MHz of each core.</summary>
    public required int Mhz { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The compute offering's host tag; the host must carry it.</summary>
    public string? HostTag { get; init; }

    /// <summary>The template's host tag; the host must carry it.</summary>
    public string? TemplateTag { get; init; }

    /// <summary>Whether the template needs full virtualisation.</summary>
    public bool RequiresHvm { get; init; }

    /// <summary>The category of the guest OS; hosts that prefer it come first.</summary>
    public GuestOsCategoryId? GuestOsCategoryId { get; init; }

    /// <summary>The volumes; each one has its own id.</summary>
    public IReadOnlyList<VolumeRequest> Volumes { get; init; } = [];

    /// <summary>The account that owns the VM; null for a VM of the cloud itself.</summary>
    public AccountId? OwnerId { get; init; }

    /// <summary>Path of the owner's domain, for example <c>/sales/eu/</c>; dedicated places ask for it.</summary>
    public string? OwnerDomainPath { get; init; }

    /// <summary>What the VM's affinity groups ask; a rule without members asks nothing.</summary>
    public IReadOnlyList<AffinityRule> Affinity { get; init; } = [];

    /// <summary>Whether the caller is a root admin, who may use disabled zones, pods and clusters.</summary>
    public bool IsRootAdmin { get; init; }

    /// <summary>Whether a failed host's VM is started again. Then hosts with <c>ha.tag</c> serve it, when that tag is set.</summary>
    public bool IsHaRestart { get; init; }

    /// <summary>What earlier tries of the same start found unusable.</summary>
    public AvoidSet Avoid { get; init; } = AvoidSet.Empty;

    /// <summary>The planner's name for this request; null takes <c>vm.allocation.algorithm</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Repeats a random choice: the same seed on the same cloud chooses the same. Null takes the next of the placer.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Cores times MHz.</summary>
    public long CpuMhz => (long)Cores * Mhz;
}

/// <summary>A volume that looks for a pool.</summary>
/// <param name="Id">Its id; the result names it.</param>
/// <param name="SizeBytes">Its size.</param>
public sealed record VolumeRequest(VolumeId Id, long SizeBytes)
{
    /// <summary>Whether it is the root disk.</summary>
    public bool IsRoot { get; init; }

    /// <summary>The offering's storage tags; the pool must carry all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it must be on the host's own disks; otherwise it must be on a shared pool.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether its offering is for system VMs.</summary>
    public bool IsSystemUse { get; init; }

    /// <summary>The pool where the volume already is; it stays there and asks for no room.</summary>
    public StoragePoolId? ExistingPoolId { get; init; }

    /// <summary>The template that it is made from; its size is counted where the pool does not have it yet.</summary>
    public TemplateId? TemplateId { get; init; }

    /// <summary>Size of the template on the pool.</summary>
    public long TemplateSizeBytes { get; init; }
}
