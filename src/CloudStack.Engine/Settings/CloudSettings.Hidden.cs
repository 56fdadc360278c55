namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("cloud.identifier", "UUID by which this cloud names itself to the outside.", Category = SettingCategory.Hidden)]
    public string? CloudIdentifier { get; init; }

    [Setting("kvm.guest.network.device", "Bridge for guest traffic on KVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? KvmGuestNetworkDevice { get; init; }

    [Setting("kvm.private.network.device", "Bridge for management traffic on KVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? KvmPrivateNetworkDevice { get; init; }

    [Setting("kvm.public.network.device", "Bridge for public traffic on KVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? KvmPublicNetworkDevice { get; init; }

    [Setting("ovm.guest.network.device", "Bridge for guest traffic on OVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? OvmGuestNetworkDevice { get; init; }

    [Setting("ovm.private.network.device", "Bridge for management traffic on OVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? OvmPrivateNetworkDevice { get; init; }

    [Setting("ovm.public.network.device", "Bridge for public traffic on OVM hosts that name none.", Category = SettingCategory.Hidden)]
    public string? OvmPublicNetworkDevice { get; init; }

    [Setting("router.ram.size", "Memory in MiB of virtual routers.", Category = SettingCategory.Hidden, Component = SettingComponent.NetworkManager)]
    public int RouterRamSize { get; init; } = 128;

    [Setting("secondary.storage.vm", "Whether secondary storage is served by VMs.", Category = SettingCategory.Hidden)]
    public bool SecondaryStorageVm { get; init; }

    [Setting("security.encryption.iv", "Initial vector with which console links are encrypted, base64.", Category = SettingCategory.Hidden)]
    public string? SecurityEncryptionIv { get; init; }

    [Setting("security.encryption.key", "Key with which console links are encrypted, base64.", Category = SettingCategory.Hidden)]
    public string? SecurityEncryptionKey { get; init; }

    [Setting("security.hash.key", "Key with which links are signed, base64.", Category = SettingCategory.Hidden)]
    public string? SecurityHashKey { get; init; }

    [Setting("vmware.guest.vswitch", "Virtual switch for guest traffic on VMware clusters that name none.", Category = SettingCategory.Hidden)]
    public string? VMwareGuestVSwitch { get; init; }

    [Setting("vmware.private.vswitch", "Virtual switch for management traffic on VMware clusters that name none.", Category = SettingCategory.Hidden)]
    public string? VMwarePrivateVSwitch { get; init; }

    [Setting("vmware.public.vswitch", "Virtual switch for public traffic on VMware clusters that name none.", Category = SettingCategory.Hidden)]
    public string? VMwarePublicVSwitch { get; init; }

    [Setting("xen.create.pools.in.pod", "Whether the XenServer hosts of a pod are joined to pools.", Category = SettingCategory.Hidden)]
    public bool XenCreatePoolsInPod { get; init; }

    [Setting("xen.guest.network.device", "Network for guest traffic on XenServer hosts that name none.", Category = SettingCategory.Hidden)]
    public string? XenGuestNetworkDevice { get; init; }

    [Setting("xen.private.network.device", "Network for management traffic on XenServer hosts that name none.", Category = SettingCategory.Hidden)]
    public string? XenPrivateNetworkDevice { get; init; }

    [Setting("xen.public.network.device", "Network for public traffic on XenServer hosts that name none.", Category = SettingCategory.Hidden)]
    public string? XenPublicNetworkDevice { get; init; }

    [Setting("xen.storage.network.device1", "First network for storage traffic on XenServer hosts.", Category = SettingCategory.Hidden)]
    public string? XenStorageNetworkDevice1 { get; init; }

    [Setting("xen.storage.network.device2", "Second network for storage traffic on XenServer hosts.", Category = SettingCategory.Hidden)]
    public string? XenStorageNetworkDevice2 { get; init; }
}
