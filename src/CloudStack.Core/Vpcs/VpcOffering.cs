namespace CloudStack;

/// <summary>An offering from which VPCs are made: the services that their networks may have.</summary>
[View("vpcoffering")]
public sealed record VpcOffering
{
    /// <summary>The offering.</summary>
    public VpcOfferingId Id { get; init; }

    /// <summary>Name, unique among the VPC offerings.</summary>
    public string? Name { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Whether it came with the cloud.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Whether VPCs can be made from it.</summary>
    public OfferingState? State { get; init; }

    /// <summary>Services, each with its providers and capabilities.</summary>
    public IReadOnlyList<NetworkService> Service { get; init; } = [];
}
