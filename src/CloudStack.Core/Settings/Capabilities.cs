namespace CloudStack;

/// <summary>What this cloud can do and allows.</summary>
[View("capability")]
public sealed record Capabilities
{
    /// <summary>Whether some zone has security groups.</summary>
    public bool SecurityGroupsEnabled { get; init; }

    /// <summary>Version of the API.</summary>
    public string? CloudStackVersion { get; init; }

    /// <summary>Whether users may make their templates public.</summary>
    public bool UserPublicTemplateEnabled { get; init; }

    /// <summary>Whether elastic load balancing is there, <c>true</c> or <c>false</c>.</summary>
    [WireName("supportELB")]
    public string? SupportElb { get; init; }

    /// <summary>Whether accounts join projects by invitation only.</summary>
    public bool? ProjectInviteRequired { get; init; }

    /// <summary>Whether users may create projects.</summary>
    public bool? AllowUserCreateProjects { get; init; }

    /// <summary>Largest size of a custom disk, in GiB.</summary>
    public long? CustomDiskOfferingMaxSize { get; init; }

    /// <summary>Seconds over which requests are counted; null when they are not limited.</summary>
    public int? ApiLimitInterval { get; init; }

    /// <summary>Requests that an account may make in that time; null when they are not limited.</summary>
    public int? ApiLimitMax { get; init; }
}
