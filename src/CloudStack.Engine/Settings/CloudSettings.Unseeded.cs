namespace CloudStack.Engine;

/// <summary>Settings that 4.1 reads, with these defaults, but does not list.</summary>
internal sealed partial class CloudSettings
{
    [Setting("cluster.heartbeat.interval", "Milliseconds between two signs of life of a management server.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int ClusterHeartbeatInterval { get; init; } = 1500;

    [Setting("cluster.heartbeat.threshold", "Milliseconds without a sign of life after which a management server counts as gone.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int ClusterHeartbeatThreshold { get; init; } = 150_000;

    [Setting("force.ha", "Whether VMs are restarted on other hosts even where their offering does not ask for it.",
        Category = SettingCategory.Advanced)]
    public bool ForceHa { get; init; }

    [Setting("time.to.sleep", "Seconds between two looks for failed VMs.", Category = SettingCategory.Advanced, MustBePositive = true)]
    public int TimeToSleep { get; init; } = 60;

    [Setting("max.retries", "How many times handling a failed VM is tried.", Category = SettingCategory.Advanced)]
    public int MaxRetries { get; init; } = 5;

    [Setting("time.between.failures", "Seconds within which a second failure of the same VM counts as a repeated one.",
        Category = SettingCategory.Advanced)]
    public long TimeBetweenFailures { get; init; } = 3600;

    [Setting("time.between.cleanup", "Seconds between two runs that remove records of handled failures.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public long TimeBetweenCleanup { get; init; } = 86400;

    [Setting("xen.check.hvm", "Whether VMs that need hardware virtualization go only to XenServer hosts that have it.",
        Category = SettingCategory.Advanced)]
    public bool XenCheckHvm { get; init; } = true;

    [Setting("storage.overwrite.provisioning", "Whether primary storage may be given out beyond its size without regard to its kind.",
        Category = SettingCategory.Storage)]
    public bool StorageOverwriteProvisioning { get; init; }

    [Setting("storage.pool.cleanup.enabled", "Whether a full primary storage is cleaned of unused templates before a volume is refused.",
        Category = SettingCategory.Storage)]
    public bool StoragePoolCleanupEnabled { get; init; } = true;

    [Setting("extra.bytes.per.volume", "Bytes that a volume on local storage is reckoned larger than it is.", Category = SettingCategory.Storage)]
    public long ExtraBytesPerVolume { get; init; } = 52_428_800;

    [Setting("vm.resource.release.interval", "Seconds that a stopped VM keeps its local storage counted as in use.",
        Category = SettingCategory.Storage)]
    public int VmResourceReleaseInterval { get; init; } = 86400;

    [Setting("pool.acquisition.wait.seconds", "Seconds to wait for a primary storage that another operation holds.",
        Category = SettingCategory.Storage, MustBePositive = true)]
    public int PoolAcquisitionWaitSeconds { get; init; } = 1800;

    [Setting("mac.address.prefix", "First byte of the MAC addresses that are made for VMs.", Category = SettingCategory.Network)]
    public int MacAddressPrefix { get; init; } = 6;

    [Setting("multicast.throttling.rate", "Multicast rate in Mbit/s of guest networks whose offering names none; 0 does not limit it.",
        Category = SettingCategory.Network)]
    public int MulticastThrottlingRate { get; init; } = 10;

    [Setting("secstorage.capacityscan.interval", "Milliseconds between two looks at the capacity of the secondary storage VMs.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int SecStorageCapacityScanInterval { get; init; } = 30000;

    [Setting("ssvm.ram.size", "Memory in MiB of secondary storage VMs.", Category = SettingCategory.Advanced, MustBePositive = true)]
    public int SsvmRamSize { get; init; } = 256;

    [Setting("ssvm.cpu.mhz", "CPU speed in MHz of secondary storage VMs.", Category = SettingCategory.Advanced, MustBePositive = true)]
    public int SsvmCpuMhz { get; init; } = 500;

    [Setting("console.ram.size", "Memory in MiB of console proxies.", Category = SettingCategory.ConsoleProxy, MustBePositive = true)]
    public int ConsoleRamSize { get; init; } = 1024;

    [Setting("console.cpu.mhz", "CPU speed in MHz of console proxies.", Category = SettingCategory.ConsoleProxy, MustBePositive = true)]
    public int ConsoleCpuMhz { get; init; } = 500;

    [Setting("consoleproxy.port", "TCP port on which console proxies serve browsers; 0 takes 443 with TLS and 80 without.",
        Category = SettingCategory.ConsoleProxy)]
    public int ConsoleProxyPort { get; init; }

    [Setting("consoleproxy.sslEnabled", "Whether console proxies serve browsers over TLS.", Category = SettingCategory.ConsoleProxy)]
    public bool ConsoleProxySslEnabled { get; init; }

    [Setting("consoleproxy.url.port", "TCP port in console addresses.", Category = SettingCategory.ConsoleProxy)]
    public int ConsoleProxyUrlPort { get; init; } = 80;

    [Setting("consoleproxy.static.publicIp", "Address of a console proxy that is run by hand; none has the cloud run them.",
        Category = SettingCategory.ConsoleProxy)]
    public string? ConsoleProxyStaticPublicIp { get; init; }

    [Setting("consoleproxy.static.port", "TCP port of a console proxy that is run by hand.", Category = SettingCategory.ConsoleProxy)]
    public int ConsoleProxyStaticPort { get; init; } = 8443;

    [Setting("volume.stats.interval", "Milliseconds between two readings of volume statistics; -1 never reads them.",
        Category = SettingCategory.Storage)]
    public int VolumeStatsInterval { get; init; } = -1;

    [Setting("vmware.host.scan.interval", "Milliseconds between two looks for hosts that were added to VMware clusters.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int VMwareHostScanInterval { get; init; } = 600_000;
}
