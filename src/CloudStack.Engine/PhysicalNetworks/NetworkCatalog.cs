using System.Collections.Frozen;

namespace CloudStack.Engine;

/// <summary>The services that networks can have and the providers that 4.1 knows, by name.</summary>
internal static class NetworkCatalog
{
    public const string VirtualRouter = "VirtualRouter", VpcVirtualRouter = "VpcVirtualRouter", SecurityGroupProvider = "SecurityGroupProvider";

    /// <summary>Services in the order of 4.1, each with the capabilities that it may have.</summary>
    public static IReadOnlyList<(string Name, string[] Capabilities)> Services { get; } =
    [
        ("Vpn", ["SupportedVpnTypes", "VpnTypes"]),
        ("Dhcp", []),
        ("Dns", ["AllowDnsSuffixModification"]),
        ("Gateway", []),
        ("Firewall", ["SupportedProtocols", "MultipleIps", "TrafficStatistics", "SupportedTrafficDirection", "SupportedEgressProtocols"]),
        ("Lb", ["SupportedLbAlgorithms", "SupportedLBIsolation", "SupportedProtocols", "TrafficStatistics", "LoadBalancingSupportedIps", "SupportedStickinessMethods", "ElasticLb"]),
        ("UserData", []),
        ("SourceNat", ["SupportedSourceNatTypes", "RedundantRouter"]),
        ("StaticNat", ["ElasticIp"]),
        ("PortForwarding", []),
        ("SecurityGroup", []),
        ("NetworkACL", ["SupportedProtocols"]),
        ("Connectivity", []),
    ];

    /// <summary>Capabilities that an offering may choose.</summary>
    public static FrozenSet<string> ChoosableCapabilities { get; } =
        FrozenSet.ToFrozenSet(["SupportedLBIsolation", "SupportedSourceNatTypes", "RedundantRouter"], StringComparer.OrdinalIgnoreCase);

    public static FrozenDictionary<string, NetworkProvider> Providers { get; } = new NetworkProvider[]
    {
        Provider("VirtualRouter", false, true,
            Service("Lb", ("SupportedLbAlgorithms", "roundrobin,leastconn,source"), ("SupportedLBIsolation", "dedicated"), ("SupportedProtocols", "tcp, udp")),
            Service("Firewall", ("TrafficStatistics", "per public ip"), ("SupportedProtocols", "tcp,udp,icmp"), ("SupportedEgressProtocols", "tcp,udp,icmp, all"), ("SupportedTrafficDirection", "ingress, egress"), ("MultipleIps", "true")),
            Service("Vpn", ("SupportedVpnTypes", "pptp,l2tp,ipsec"), ("VpnTypes", "removeaccessvpn")),
            Service("Dns", ("AllowDnsSuffixModification", "true")),
            Service("UserData"),
            Service("Dhcp"),
            Service("Gateway"),
            Service("SourceNat", ("SupportedSourceNatTypes", "peraccount"), ("RedundantRouter", "true")),
            Service("StaticNat"),
            Service("PortForwarding")),
        Provider("VpcVirtualRouter", false, true,
            Service("Lb", ("SupportedLbAlgorithms", "roundrobin,leastconn,source"), ("SupportedLBIsolation", "dedicated"), ("SupportedProtocols", "tcp, udp")),
            Service("Vpn", ("SupportedVpnTypes", "pptp,l2tp,ipsec"), ("VpnTypes", "s2svpn")),
            Service("Dns", ("AllowDnsSuffixModification", "true")),
            Service("UserData"),
            Service("Dhcp"),
            Service("Gateway"),
            Service("SourceNat", ("SupportedSourceNatTypes", "peraccount"), ("RedundantRouter", "false")),
            Service("StaticNat"),
            Service("PortForwarding"),
            Service("NetworkACL", ("SupportedProtocols", "tcp,udp,icmp"))),
        Provider("SecurityGroupProvider", false, false,
            Service("SecurityGroup")),
        Provider("ElasticLoadBalancerVm", false, false,
            Service("Lb", ("SupportedLbAlgorithms", "roundrobin,leastconn,source"), ("SupportedLBIsolation", "shared"), ("SupportedProtocols", "tcp, udp"))),
        Provider("NiciraNvp", false, true,
            Service("Connectivity"),
            Service("Gateway"),
            Service("SourceNat", ("SupportedSourceNatTypes", "peraccount"), ("RedundantRouter", "false")),
            Service("PortForwarding"),
            Service("StaticNat")),
        Provider("JuniperSRX", true, true,
            Service("Firewall", ("SupportedProtocols", "tcp,udp,icmp"), ("MultipleIps", "true"), ("TrafficStatistics", "per public ip"), ("SupportedTrafficDirection", "ingress")),
            Service("Gateway"),
            Service("SourceNat", ("SupportedSourceNatTypes", "peraccount, perzone")),
            Service("PortForwarding"),
            Service("StaticNat")),
        Provider("F5BigIp", true, false,
            Service("Lb", ("SupportedLbAlgorithms", "roundrobin,leastconn"), ("SupportedLBIsolation", "dedicated, shared"), ("SupportedProtocols", "tcp,udp"), ("TrafficStatistics", "per public ip"), ("LoadBalancingSupportedIps", "additional"), ("InlineMode", "true"))),
        Provider("Netscaler", true, false,
            Service("Lb", ("SupportedLbAlgorithms", "roundrobin,leastconn"), ("SupportedLBIsolation", "dedicated, shared"), ("SupportedProtocols", "tcp,udp"), ("TrafficStatistics", "per public ip"), ("LoadBalancingSupportedIps", "additional"), ("ElasticLb", "true")),
            Service("StaticNat", ("ElasticIp", "true")),
            Service("Firewall", ("TrafficStatistics", "per public ip"), ("SupportedProtocols", "tcp,udp,icmp"), ("MultipleIps", "true"))),
        Provider("BigSwitchVns", true, false,
            Service("Connectivity")),
        Provider("BaremetalDhcpProvider", true, false,
            Service("Dhcp")),
        Provider("BaremetalPxeProvider", true, false,
            Service("BaremetalPxeService")),
        Provider("BaremetaUserdataProvider", true, false,
            Service("UserData")),
    }.ToFrozenDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a service as it is spelled, or null when there is none of that name.</summary>
    public static string? FindService(string name) =>
        Services.FirstOrDefault(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase)).Name;

    private static NetworkProvider Provider(string name, bool external, bool individual, params (string Name, IReadOnlyDictionary<string, string> Capabilities)[] services) =>
        new(name, external, individual, services.ToDictionary(service => service.Name, service => service.Capabilities, StringComparer.OrdinalIgnoreCase));

    private static (string Name, IReadOnlyDictionary<string, string> Capabilities) Service(string name, params (string Name, string Value)[] capabilities) =>
        (name, capabilities.ToDictionary(capability => capability.Name, capability => capability.Value, StringComparer.OrdinalIgnoreCase));
}
