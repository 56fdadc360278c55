namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("allow.subdomain.network.access", "Whether a network of a domain may by default be used from the domains below it.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public bool AllowSubdomainNetworkAccess { get; init; } = true;

    [Setting("check.pod.cidrs", "Whether a new pod's subnet must not overlap that of another pod.", Category = SettingCategory.Advanced)]
    public bool CheckPodCidrs { get; init; } = true;

    [Setting("control.cidr", "Subnet of the link-local network between hosts and their system VMs.", Category = SettingCategory.Advanced)]
    public string? ControlCidr { get; init; } = "169.254.0.0/16";

    [Setting("control.gateway", "Gateway of the link-local network.", Category = SettingCategory.Advanced)]
    public string? ControlGateway { get; init; } = "169.254.0.1";

    [Setting("direct.attach.network.externalIpAllocator.enabled", "Whether an outside service gives out the addresses of direct networks.",
        Category = SettingCategory.Advanced)]
    public bool DirectAttachNetworkExternalIpAllocatorEnabled { get; init; }

    [Setting("direct.attach.network.externalIpAllocator.url", "Address of the outside service that gives out addresses.",
        Category = SettingCategory.Advanced)]
    public string? DirectAttachNetworkExternalIpAllocatorUrl { get; init; }

    [Setting("eip.use.multiple.netscalers", "Whether elastic IPs may be spread over several NetScalers.", Category = SettingCategory.Advanced)]
    public bool EipUseMultipleNetScalers { get; init; }

    [Setting("external.firewall.default.capacity", "Networks that a firewall device takes when nothing else is said.",
        Category = SettingCategory.Advanced)]
    public int ExternalFirewallDefaultCapacity { get; init; } = 50;

    [Setting("external.lb.default.capacity", "Networks that a load balancer device takes when nothing else is said.",
        Category = SettingCategory.Advanced)]
    public int ExternalLbDefaultCapacity { get; init; } = 50;

    [Setting("external.network.stats.interval", "Seconds between two readings of traffic from external devices.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public int ExternalNetworkStatsInterval { get; init; } = 300;

    [Setting("linkLocalIp.nums", "Link-local addresses of a pod, as a power of two (1 to 16): 10 stands for 1024.",
        Category = SettingCategory.Advanced)]
    public int LinkLocalIpNums { get; init; } = 10;

    [Setting("management.network.cidr", "Subnet of the management servers, for the routes of system VMs.", Category = SettingCategory.Advanced)]
    public string? ManagementNetworkCidr { get; init; }

    [Setting("network.dns.basiczone.updates", "How far names reach in a basic zone: all, or pod for the VM's own pod only.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager, Range = "all,pod")]
    public string? NetworkDnsBasicZoneUpdates { get; init; } = "all";

    [Setting("network.gc.interval", "Seconds between two looks for networks that nobody uses.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int NetworkGcInterval { get; init; } = 600;

    [Setting("network.gc.wait", "Seconds that an unused network is kept before it is shut down.", Category = SettingCategory.Advanced)]
    public int NetworkGcWait { get; init; } = 600;

    [Setting("network.loadbalancer.basiczone.elb.enabled", "Whether a basic zone offers load balancing by VMs of its own.",
        Category = SettingCategory.Advanced)]
    public bool NetworkLoadBalancerBasicZoneElbEnabled { get; init; }

    [Setting("network.loadbalancer.basiczone.elb.gc.interval.minutes", "Minutes between two looks for load balancer VMs without rules; at least 5.",
        Category = SettingCategory.Advanced)]
    public int NetworkLoadBalancerBasicZoneElbGcIntervalMinutes { get; init; } = 30;

    [Setting("network.loadbalancer.basiczone.elb.network", "Where load balancer VMs take their addresses from: guest or public.",
        Category = SettingCategory.Advanced, Range = "guest,public")]
    public string? NetworkLoadBalancerBasicZoneElbNetwork { get; init; } = "guest";

    [Setting("network.loadbalancer.basiczone.elb.vm.cpu.mhz", "CPU speed in MHz of a load balancer VM.", Category = SettingCategory.Advanced)]
    public int NetworkLoadBalancerBasicZoneElbVmCpuMhz { get; init; } = 128;

    [Setting("network.loadbalancer.basiczone.elb.vm.ram.size", "Memory in MiB of a load balancer VM.", Category = SettingCategory.Advanced)]
    public int NetworkLoadBalancerBasicZoneElbVmRamSize { get; init; } = 128;

    [Setting("network.loadbalancer.basiczone.elb.vm.vcpu.num", "Virtual CPUs of a load balancer VM.", Category = SettingCategory.Advanced)]
    public int NetworkLoadBalancerBasicZoneElbVmVcpuNum { get; init; } = 1;

    [Setting("router.check.interval", "Seconds between two looks at which of a pair of redundant routers is the master.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public int RouterCheckInterval { get; init; } = 30;

    [Setting("router.check.poolsize", "How many redundant routers are checked at a time.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public int RouterCheckPoolSize { get; init; } = 10;

    [Setting("router.cpu.mhz", "CPU speed in MHz of virtual routers.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public int RouterCpuMhz { get; init; } = 500;

    [Setting("router.extra.public.nics", "Public network cards that a virtual router on VMware gets besides its first.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager, Range = "0-5")]
    public int RouterExtraPublicNics { get; init; } = 2;

    [Setting("router.stats.interval", "Seconds between two readings of the traffic of virtual routers.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public int RouterStatsInterval { get; init; } = 300;

    [Setting("router.template.id", "Number of the template of virtual routers where a hypervisor has none of its own.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public long RouterTemplateId { get; init; } = 1;

    [Setting("use.external.dns", "Whether VMs on isolated networks ask the zone's name servers instead of their router.",
        Category = SettingCategory.Advanced, Component = SettingComponent.NetworkManager)]
    public bool UseExternalDns { get; init; }

    [Setting("vpc.cleanup.interval", "Seconds between two runs that remove inactive VPCs.", Category = SettingCategory.Advanced)]
    public int VpcCleanupInterval { get; init; } = 3600;

    [Setting("vpc.max.networks", "Most networks in a VPC.", Category = SettingCategory.Advanced)]
    public int VpcMaxNetworks { get; init; } = 3;
}
