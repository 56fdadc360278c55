namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("direct.network.no.default.route", "Whether VMs get no default route from a direct network.", Category = SettingCategory.Network)]
    public bool DirectNetworkNoDefaultRoute { get; init; }

    [Setting("guest.domain.suffix", "Domain of VMs on networks that have none of their own.",
        Category = SettingCategory.Network, Component = SettingComponent.AgentManager)]
    public string? GuestDomainSuffix { get; init; } = "cloud.internal";

    [Setting("guest.vlan.bits", "Bits of a guest network's VLAN tag.", Category = SettingCategory.Network)]
    public int GuestVlanBits { get; init; } = 12;

    [Setting("network.dhcp.nondefaultnetwork.setgateway.guestos",
        "Comma-separated guest OS name beginnings that get a gateway on networks other than the default one too.",
        Category = SettingCategory.Network, Component = SettingComponent.NetworkManager)]
    public string? NetworkDhcpNonDefaultNetworkSetGatewayGuestOs { get; init; } = "Windows";

    [Setting("network.disable.rpfilter", "Whether virtual routers turn off the kernel's reverse path filter.", Category = SettingCategory.Network)]
    public bool NetworkDisableRpFilter { get; init; } = true;

    [Setting("network.guest.cidr.limit", "Shortest prefix length that a guest network may have.",
        Category = SettingCategory.Network, Component = SettingComponent.NetworkManager)]
    public int NetworkGuestCidrLimit { get; init; } = 22;

    [Setting("network.ipv6.search.retry.max", "How many random IPv6 addresses are tried to find a free one.", Category = SettingCategory.Network)]
    public int NetworkIpv6SearchRetryMax { get; init; } = 10000;

    [Setting("network.loadbalancer.haproxy.stats.port", "TCP port of the load balancer's statistics page.", Category = SettingCategory.Network)]
    public int NetworkLoadBalancerHaProxyStatsPort { get; init; } = 8081;

    [Setting("network.loadbalancer.haproxy.stats.uri", "Path of the load balancer's statistics page.", Category = SettingCategory.Network)]
    public string? NetworkLoadBalancerHaProxyStatsUri { get; init; } = "/admin?stats";

    [Setting("network.loadbalancer.haproxy.stats.visibility",
        "Who sees the load balancer's statistics page: global, guest-network, link-local, disabled, all or default.",
        Category = SettingCategory.Network)]
    public string? NetworkLoadBalancerHaProxyStatsVisibility { get; init; } = "global";

    [Setting("network.lock.timeout", "Seconds to wait for another change of the same network to end.", Category = SettingCategory.Network)]
    public int NetworkLockTimeout { get; init; } = 600;

    [Setting("network.securitygroups.defaultadding", "Whether a VM that names no security group joins its account's default one.",
        Category = SettingCategory.Network)]
    public bool NetworkSecurityGroupsDefaultAdding { get; init; } = true;

    [Setting("network.securitygroups.work.cleanup.interval", "Seconds between two runs that remove finished security group updates.",
        Category = SettingCategory.Network)]
    public int NetworkSecurityGroupsWorkCleanupInterval { get; init; } = 120;

    [Setting("network.securitygroups.work.lock.timeout", "Seconds to wait for another security group update of the same VM.",
        Category = SettingCategory.Network)]
    public int NetworkSecurityGroupsWorkLockTimeout { get; init; } = 300;

    [Setting("network.securitygroups.work.per.agent.queue.size", "Most security group updates that wait for one host.",
        Category = SettingCategory.Network)]
    public int NetworkSecurityGroupsWorkPerAgentQueueSize { get; init; } = 100;

    [Setting("network.securitygroups.workers.pool.size", "How many security group updates run at a time.", Category = SettingCategory.Network)]
    public int NetworkSecurityGroupsWorkersPoolSize { get; init; } = 50;

    [Setting("network.throttling.rate", "Network rate in Mbit/s of guest networks whose offering names none; 0 does not limit it.",
        Category = SettingCategory.Network)]
    public int NetworkThrottlingRate { get; init; } = 200;

    [Setting("remote.access.vpn.client.iprange", "Addresses for the clients of a remote access VPN, as first-last; must not overlap guest networks.",
        Category = SettingCategory.Network, Component = SettingComponent.AgentManager)]
    public string? RemoteAccessVpnClientIpRange { get; init; } = "10.1.2.1-10.1.2.8";

    [Setting("remote.access.vpn.psk.length", "Length of generated preshared keys (8 to 256).",
        Category = SettingCategory.Network, Component = SettingComponent.AgentManager)]
    public int RemoteAccessVpnPskLength { get; init; } = 24;

    [Setting("remote.access.vpn.user.limit", "Most VPN users of an account.",
        Category = SettingCategory.Network, Component = SettingComponent.AgentManager)]
    public int RemoteAccessVpnUserLimit { get; init; } = 8;

    [Setting("sdn.ovs.controller", "Whether guest networks of XenServer are GRE tunnels of Open vSwitch.", Category = SettingCategory.Network)]
    public bool SdnOvsController { get; init; }

    [Setting("sdn.ovs.controller.default.label", "Name of the XenServer network that GRE tunnels use by default.",
        Category = SettingCategory.Network)]
    public string? SdnOvsControllerDefaultLabel { get; init; } = "cloud-public";

    [Setting("site2site.vpn.customergateway.subnets.limit", "Most subnets behind one customer gateway.", Category = SettingCategory.Network)]
    public int SiteToSiteVpnCustomerGatewaySubnetsLimit { get; init; } = 10;

    [Setting("site2site.vpn.vpngateway.connection.limit", "Most connections of one VPN gateway.", Category = SettingCategory.Network)]
    public int SiteToSiteVpnVpnGatewayConnectionLimit { get; init; } = 4;

    [Setting("vm.network.throttling.rate",
        "Network rate in Mbit/s of a VM's default network card where its offering names none; 0 does not limit it.",
        Category = SettingCategory.Network)]
    public int VmNetworkThrottlingRate { get; init; } = 200;

    [Setting("vmware.use.nexus.vswitch", "Whether VMware clusters may use a Cisco Nexus 1000v switch.", Category = SettingCategory.Network)]
    public bool VMwareUseNexusVSwitch { get; init; }
}
