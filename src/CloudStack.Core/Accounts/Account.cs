namespace CloudStack;

/// <summary>An account: what owns resources, with one or more users.</summary>
[View("account")]
public sealed record Account
{
    /// <summary>Its id.</summary>
    public AccountId Id { get; init; }

    /// <summary>Name; unique in its domain.</summary>
    public string? Name { get; init; }

    /// <summary>Type: a number of <see cref="CloudStack.AccountType"/>.</summary>
    public short? AccountType { get; init; }

    /// <summary>Its domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Its domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>Zone that is preselected for it.</summary>
    public ZoneId? DefaultZoneId { get; init; }

    /// <summary>Bytes received from outside.</summary>
    public long? ReceivedBytes { get; init; }

    /// <summary>Bytes sent to outside.</summary>
    public long? SentBytes { get; init; }

    /// <summary>How many virtual machines it may own; a number or <c>Unlimited</c>.</summary>
    public string? VmLimit { get; init; }

    /// <summary>How many virtual machines it owns.</summary>
    public long? VmTotal { get; init; }

    /// <summary>How many more virtual machines it may own; a number or <c>Unlimited</c>.</summary>
    public string? VmAvailable { get; init; }

    /// <summary>How many public addresses it may own; a number or <c>Unlimited</c>.</summary>
    public string? IpLimit { get; init; }

    /// <summary>How many public addresses it owns.</summary>
    public long? IpTotal { get; init; }

    /// <summary>How many more public addresses it may own; a number or <c>Unlimited</c>.</summary>
    public string? IpAvailable { get; init; }

    /// <summary>How many volumes it may own; a number or <c>Unlimited</c>.</summary>
    public string? VolumeLimit { get; init; }

    /// <summary>How many volumes it owns.</summary>
    public long? VolumeTotal { get; init; }

    /// <summary>How many more volumes it may own; a number or <c>Unlimited</c>.</summary>
    public string? VolumeAvailable { get; init; }

    /// <summary>How many snapshots it may own; a number or <c>Unlimited</c>.</summary>
    public string? SnapshotLimit { get; init; }

    /// <summary>How many snapshots it owns.</summary>
    public long? SnapshotTotal { get; init; }

    /// <summary>How many more snapshots it may own; a number or <c>Unlimited</c>.</summary>
    public string? SnapshotAvailable { get; init; }

    /// <summary>How many templates and ISOs it may own; a number or <c>Unlimited</c>.</summary>
    public string? TemplateLimit { get; init; }

    /// <summary>How many templates and ISOs it owns.</summary>
    public long? TemplateTotal { get; init; }

    /// <summary>How many more templates and ISOs it may own; a number or <c>Unlimited</c>.</summary>
    public string? TemplateAvailable { get; init; }

    /// <summary>How many of its virtual machines are stopped.</summary>
    public int? VmStopped { get; init; }

    /// <summary>How many of its virtual machines run.</summary>
    public int? VmRunning { get; init; }

    /// <summary>How many projects it may own; a number or <c>Unlimited</c>.</summary>
    [Since("3.0.1")]
    public string? ProjectLimit { get; init; }

    /// <summary>How many projects it owns.</summary>
    [Since("3.0.1")]
    public long? ProjectTotal { get; init; }

    /// <summary>How many more projects it may own; a number or <c>Unlimited</c>.</summary>
    [Since("3.0.1")]
    public string? ProjectAvailable { get; init; }

    /// <summary>How many networks it may own; a number or <c>Unlimited</c>.</summary>
    [Since("3.0.1")]
    public string? NetworkLimit { get; init; }

    /// <summary>How many networks it owns.</summary>
    [Since("3.0.1")]
    public long? NetworkTotal { get; init; }

    /// <summary>How many more networks it may own; a number or <c>Unlimited</c>.</summary>
    [Since("3.0.1")]
    public string? NetworkAvailable { get; init; }

    /// <summary>How many VPCs it may own; a number or <c>Unlimited</c>.</summary>
    [Since("4.0.0")]
    public string? VpcLimit { get; init; }

    /// <summary>How many VPCs it owns.</summary>
    [Since("4.0.0")]
    public long? VpcTotal { get; init; }

    /// <summary>How many more VPCs it may own; a number or <c>Unlimited</c>.</summary>
    [Since("4.0.0")]
    public string? VpcAvailable { get; init; }

    /// <summary>State.</summary>
    public AccountState? State { get; init; }

    /// <summary>Whether something of it is still to be deleted.</summary>
    public bool? IsCleanupRequired { get; init; }

    /// <summary>Its users.</summary>
    public IReadOnlyList<User> User { get; init; } = [];

    /// <summary>DNS domain of its networks.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>Details by name.</summary>
    public IReadOnlyDictionary<string, string>? AccountDetails { get; init; }
}
