namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("vmware.additional.vnc.portrange.size", "How many more VNC ports VMware hosts may use.", Category = SettingCategory.Advanced)]
    public int VMwareAdditionalVncPortRangeSize { get; init; } = 1000;

    [Setting("vmware.additional.vnc.portrange.start", "First of the additional VNC ports of VMware hosts.", Category = SettingCategory.Advanced)]
    public int VMwareAdditionalVncPortRangeStart { get; init; } = 50000;

    [Setting("vmware.management.portgroup", "Port group of the management interface of ESXi hosts.", Category = SettingCategory.Advanced)]
    public string? VMwareManagementPortGroup { get; init; } = "Management Network";

    [Setting("vmware.percluster.host.max", "Most hosts in a VMware cluster.", Category = SettingCategory.Advanced, Range = "1-8")]
    public int VMwarePerClusterHostMax { get; init; } = 8;

    [Setting("vmware.recycle.hung.wokervm", "Whether helper VMs that hang are removed from VMware.", Category = SettingCategory.Advanced)]
    public bool VMwareRecycleHungWorkerVm { get; init; }

    [Setting("vmware.reserve.cpu", "Whether VMware reserves a VM's CPU beyond what is given out several times over.",
        Category = SettingCategory.Advanced)]
    public bool VMwareReserveCpu { get; init; }

    [Setting("vmware.reserve.mem", "Whether VMware reserves a VM's memory beyond what is given out several times over.",
        Category = SettingCategory.Advanced)]
    public bool VMwareReserveMem { get; init; }

    [Setting("vmware.root.disk.controller", "Controller of root disks on VMware: scsi or ide.", Category = SettingCategory.Advanced)]
    public string? VMwareRootDiskController { get; init; } = "ide";

    [Setting("vmware.service.console", "Port group of the service console of ESX hosts.", Category = SettingCategory.Advanced)]
    public string? VMwareServiceConsole { get; init; } = "Service Console";

    [Setting("vmware.systemvm.nic.device.type", "Network card of system VMs on VMware: E1000, PCNet32, Vmxnet2 or Vmxnet3.",
        Category = SettingCategory.Advanced)]
    public string? VMwareSystemVmNicDeviceType { get; init; } = "E1000";

    [Setting("xapiwait", "Seconds to wait for XenServer's API.", Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int XapiWait { get; init; } = 600;

    [Setting("xen.bond.storage.nics", "Whether and how XenServer bonds the network cards for storage.", Category = SettingCategory.Advanced)]
    public string? XenBondStorageNics { get; init; }

    [Setting("xen.heartbeat.interval", "Seconds without a heartbeat to storage after which a XenServer host restarts itself.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int XenHeartbeatInterval { get; init; } = 60;

    [Setting("xen.setup.multipath", "Whether XenServer reaches block storage over several paths.", Category = SettingCategory.Advanced)]
    public bool XenSetupMultipath { get; init; }
}
