namespace CloudStack.Engine;

/// <summary>The VPC offering of a new cloud, with the name of 4.1.</summary>
internal static class DefaultVpcOfferings
{
    public static IReadOnlyList<string> Services { get; } =
        ["Dhcp", "Dns", "UserData", "NetworkACL", "PortForwarding", "Lb", "SourceNat", "StaticNat", "Gateway", "Vpn"];

    public static VpcOfferingRow Row() => new()
    {
        Id = 1, Name = "Default VPC offering", DisplayText = "Default VPC offering", State = OfferingState.Enabled, IsDefault = true,
    };
}
