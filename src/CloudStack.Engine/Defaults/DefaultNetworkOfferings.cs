namespace CloudStack.Engine;

/// <summary>The network offerings of a new cloud, with the names of 4.1.</summary>
internal static class DefaultNetworkOfferings
{
    private const string Router = "VirtualRouter";
    private const string VpcRouter = "VpcVirtualRouter";
    private const string SecurityGroups = "SecurityGroupProvider";
    private const string Netscaler = "Netscaler";

    private static readonly string[] Basic = ["Dhcp", "Dns", "UserData"];
    private static readonly string[] Routed = [.. Basic, "Gateway", "SourceNat", "StaticNat", "PortForwarding", "Vpn"];

    public static IReadOnlyList<Entry> All() =>
    [
        SystemOffering("System-Public-Network", "Public", row => row.SpecifyIpRanges = true),
        SystemOffering("System-Management-Network", "Management", _ => { }),
        SystemOffering("System-Control-Network", "Control", _ => { }),
        SystemOffering("System-Storage-Network", "Storage", row => row.SpecifyIpRanges = true),
        SystemOffering("System-Private-Gateway-Network-Offering", "Guest", row =>
        {
            row.GuestType = GuestType.Isolated;
            row.Availability = "Optional";
            row.SpecifyVlan = true;
        }),
        Guest("DefaultSharedNetworkOfferingWithSGService", "Offering for Shared Security group enabled networks", GuestType.Shared, true,
            [.. By(Router, Basic), .. By(SecurityGroups, "SecurityGroup")]),
        Guest("DefaultSharedNetworkOffering", "Offering for Shared networks", GuestType.Shared, true, By(Router, Basic)),
        Guest("DefaultIsolatedNetworkOfferingWithSourceNatService", "Offering for Isolated networks with Source Nat service enabled",
            GuestType.Isolated, false, By(Router, [.. Routed, "Firewall", "Lb"]), row => row.Availability = "Required"),
        Guest("DefaultIsolatedNetworkOffering", "Offering for Isolated networks with no Source Nat service",
            GuestType.Isolated, true, By(Router, Basic)),
        Guest("DefaultSharedNetscalerEIPandELBNetworkOffering", "Offering for Shared networks with Elastic IP and Elastic LB capabilities",
            GuestType.Shared, true, [.. By(Router, Basic), .. By(SecurityGroups, "SecurityGroup"), .. By(Netscaler, "StaticNat", "Lb")], row =>
            {
                row.DedicatedLb = false;
                row.ElasticIp = true;
                row.ElasticLb = true;
                row.EipAssociatePublicIp = true;
            }),
        Guest("DefaultIsolatedNetworkOfferingForVpcNetworks", "Offering for Isolated Vpc networks with Source Nat service enabled",
            GuestType.Isolated, false, By(VpcRouter, [.. Routed, "NetworkACL", "Lb"]), row => row.ConserveMode = false),
        Guest("DefaultIsolatedNetworkOfferingForVpcNetworksNoLB",
            "Offering for Isolated Vpc networks with Source Nat service enabled and LB service Disabled",
            GuestType.Isolated, false, By(VpcRouter, [.. Routed, "NetworkACL"]), row => row.ConserveMode = false),
    ];

    /// <summary>An offering, and who does what on its networks.</summary>
    public sealed record Entry(NetworkOfferingRow Row, IReadOnlyList<(string Service, string Provider)> Services)
    {
        /// <summary>What the offering's flags say, as clients read it: a service, one of its capabilities, and the value.</summary>
        public IEnumerable<(string Service, string Capability, string Value)> Capabilities() =>
            Services.SelectMany(service => OfService(service.Service).Select(pair => (service.Service, pair.Capability, pair.Value)));

        private (string Capability, string Value)[] OfService(string service) => service switch
        {
            "Lb" => [("SupportedLBIsolation", Row.DedicatedLb ? "dedicated" : "shared"), ("ElasticLb", Flag(Row.ElasticLb))],
            "SourceNat" =>
                [("SupportedSourceNatTypes", Row.SharedSourceNat ? "perzone" : "peraccount"), ("RedundantRouter", Flag(Row.RedundantRouter))],
            "StaticNat" => [("ElasticIp", Flag(Row.ElasticIp))],
            _ => [],
        };

        private static string Flag(bool value) => value ? "true" : "false";
    }

    private static Entry SystemOffering(string name, string trafficType, Action<NetworkOfferingRow> change)
    {
        var row = Common(name, "System Offering for " + name);
        row.TrafficType = trafficType;
        row.Availability = "Required";
        row.IsSystemOnly = true;
        row.RateMbps = 0;
        row.MulticastRateMbps = 0;
        change(row);
        return new Entry(row, []);
    }

    private static Entry Guest(string name, string displayText, GuestType type, bool specifyVlan, (string, string)[] services,
        Action<NetworkOfferingRow>? change = null)
    {
        var row = Common(name, displayText);
        row.TrafficType = "Guest";
        row.GuestType = type;
        row.Availability = "Optional";
        row.SpecifyVlan = specifyVlan;
        row.SpecifyIpRanges = specifyVlan;
        row.DedicatedLb = true;
        change?.Invoke(row);
        return new Entry(row, services);
    }

    private static NetworkOfferingRow Common(string name, string displayText) => new()
    {
        Name = name,
        UniqueName = name,
        DisplayText = displayText,
        State = OfferingState.Enabled,
        IsDefault = true,
        ConserveMode = true,
    };

    private static (string Service, string Provider)[] By(string provider, params string[] services) =>
        [.. services.Select(service => (service, provider))];
}
