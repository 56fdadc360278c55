namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("consoleproxy.service.offering", "Id of the system offering for console proxies; none uses the built-in one.",
        Category = SettingCategory.Advanced)]
    public string? ConsoleProxyServiceOffering { get; init; }

    [Setting("custom.diskoffering.size.max", "Largest size in GiB of a volume from a custom-sized disk offering.",
        Category = SettingCategory.Advanced)]
    public long CustomDiskOfferingSizeMax { get; init; } = 1024;

    [Setting("custom.diskoffering.size.min", "Smallest size in GiB of a volume from a custom-sized disk offering.",
        Category = SettingCategory.Advanced)]
    public long CustomDiskOfferingSizeMin { get; init; } = 1;

    [Setting("disable.extraction", "Whether templates, ISOs and volumes cannot be downloaded.", Category = SettingCategory.Advanced)]
    public bool DisableExtraction { get; init; }

    [Setting("extract.url.cleanup.interval", "Seconds between two runs that remove expired download links.", Category = SettingCategory.Advanced)]
    public int ExtractUrlCleanupInterval { get; init; } = 7200;

    [Setting("extract.url.expiration.interval", "Seconds that a download link is good for.", Category = SettingCategory.Advanced)]
    public int ExtractUrlExpirationInterval { get; init; } = 14400;

    [Setting("max.template.iso.size", "Largest template or ISO in GiB.", Category = SettingCategory.Advanced)]
    public long MaxTemplateIsoSize { get; init; } = 50;

    [Setting("mount.parent", "Folder of a management server below which it mounts secondary storage.", Category = SettingCategory.Advanced)]
    public string? MountParent { get; init; } = "/var/cloudstack/mnt";

    [Setting("recreate.systemvm.enabled", "Whether a system VM gets a fresh root disk whenever it starts.", Category = SettingCategory.Advanced)]
    public bool RecreateSystemVmEnabled { get; init; }

    [Setting("s3.enable", "Whether secondary storage is kept in S3. Not together with Swift.", Category = SettingCategory.Advanced)]
    public bool S3Enable { get; init; }

    [Setting("secstorage.allowed.internal.sites",
        "Comma-separated subnets that secondary storage VMs reach over the private network when they download.",
        Category = SettingCategory.Advanced)]
    public string? SecStorageAllowedInternalSites { get; init; }

    [Setting("secstorage.capacity.standby", "Free command sessions that are kept ready; fewer start another secondary storage VM.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int SecStorageCapacityStandby { get; init; } = 10;

    [Setting("secstorage.cmd.execution.time.max", "Minutes that one command may run in a secondary storage VM.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int SecStorageCmdExecutionTimeMax { get; init; } = 30;

    [Setting("secstorage.encrypt.copy", "Whether templates travel between zones, and downloads to users, over HTTPS.",
        Category = SettingCategory.Advanced)]
    public bool SecStorageEncryptCopy { get; init; }

    [Setting("secstorage.proxy", "Address of the HTTP proxy that secondary storage VMs download through.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public string? SecStorageProxy { get; init; }

    [Setting("secstorage.service.offering", "Id of the system offering for secondary storage VMs; none uses the built-in one.",
        Category = SettingCategory.Advanced)]
    public string? SecStorageServiceOffering { get; init; }

    [Setting("secstorage.session.max", "Most commands that one secondary storage VM runs at a time.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int SecStorageSessionMax { get; init; } = 50;

    [Setting("secstorage.ssl.cert.domain", "Domain of the host names in download links that use HTTPS.", Category = SettingCategory.Advanced)]
    public string? SecStorageSslCertDomain { get; init; } = "realhostip.com";

    [Setting("secstorage.vm.mtu.size", "MTU in bytes of the storage network of secondary storage VMs.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int SecStorageVmMtuSize { get; init; } = 1500;

    [Setting("security.singlesignon.tolerance.millis", "Milliseconds by which the time of a signed login may differ from now.",
        Category = SettingCategory.Advanced)]
    public long SecuritySingleSignOnToleranceMillis { get; init; } = 300_000;

    [Setting("storage.cleanup.enabled", "Whether unused volumes, snapshots and templates are removed from storage.",
        Category = SettingCategory.Advanced, Component = SettingComponent.StorageManager)]
    public bool StorageCleanupEnabled { get; init; } = true;

    [Setting("storage.cleanup.interval", "Seconds between two runs that remove what is unused from storage.",
        Category = SettingCategory.Advanced, Component = SettingComponent.StorageManager, MustBePositive = true)]
    public int StorageCleanupInterval { get; init; } = 86400;

    [Setting("swift.enable", "Whether secondary storage is kept in Swift. Not together with S3, and not once there is secondary storage.",
        Category = SettingCategory.Advanced)]
    public bool SwiftEnable { get; init; }

    [Setting("system.vm.auto.reserve.capacity", "Whether system VMs are kept in reserve in zones that are ready for them.",
        Category = SettingCategory.Advanced)]
    public bool SystemVmAutoReserveCapacity { get; init; } = true;

    [Setting("system.vm.default.hypervisor", "Hypervisor that system VMs are placed on; none takes any.", Category = SettingCategory.Advanced)]
    public string? SystemVmDefaultHypervisor { get; init; }

    [Setting("system.vm.random.password", "Whether system VMs get a random root password.", Category = SettingCategory.Advanced)]
    public bool SystemVmRandomPassword { get; init; }

    [Setting("system.vm.use.local.storage", "Whether system VMs keep their disks on the host.", Category = SettingCategory.Advanced)]
    public bool SystemVmUseLocalStorage { get; init; }
}
