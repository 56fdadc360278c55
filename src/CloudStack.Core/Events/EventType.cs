namespace CloudStack;

/// <summary>The kinds of events, in 4.1's spelling; a listing shows them as <c>type</c> and can be filtered by them.</summary>
public static class EventType
{
    /// <summary>A virtual machine is created.</summary>
    public const string VmCreate = "VM.CREATE";
    /// <summary>A virtual machine is destroyed.</summary>
    public const string VmDestroy = "VM.DESTROY";
    /// <summary>A virtual machine is started.</summary>
    public const string VmStart = "VM.START";
    /// <summary>A virtual machine is stopped.</summary>
    public const string VmStop = "VM.STOP";
    /// <summary>A virtual machine is rebooted.</summary>
    public const string VmReboot = "VM.REBOOT";
    /// <summary>A virtual machine is changed.</summary>
    public const string VmUpdate = "VM.UPDATE";
    /// <summary>A virtual machine gets another offering.</summary>
    public const string VmUpgrade = "VM.UPGRADE";
    /// <summary>A virtual machine gets a new password.</summary>
    public const string VmResetPassword = "VM.RESETPASSWORD";
    /// <summary>A virtual machine gets another SSH key.</summary>
    public const string VmResetSshKey = "VM.RESETSSHKEY";
    /// <summary>A virtual machine is migrated.</summary>
    public const string VmMigrate = "VM.MIGRATE";
    /// <summary>A virtual machine moves to another account.</summary>
    public const string VmMove = "VM.MOVE";
    /// <summary>A virtual machine is reset to its template.</summary>
    public const string VmRestore = "VM.RESTORE";
    /// <summary>A virtual router is created.</summary>
    public const string RouterCreate = "ROUTER.CREATE";
    /// <summary>A virtual router is destroyed.</summary>
    public const string RouterDestroy = "ROUTER.DESTROY";
    /// <summary>A virtual router is started.</summary>
    public const string RouterStart = "ROUTER.START";
    /// <summary>A virtual router is stopped.</summary>
    public const string RouterStop = "ROUTER.STOP";
    /// <summary>A virtual router is rebooted.</summary>
    public const string RouterReboot = "ROUTER.REBOOT";
    /// <summary>A virtual router is restarted for high availability.</summary>
    public const string RouterHa = "ROUTER.HA";
    /// <summary>A virtual router gets another offering.</summary>
    public const string RouterUpgrade = "ROUTER.UPGRADE";
    /// <summary>A console proxy is created.</summary>
    public const string ProxyCreate = "PROXY.CREATE";
    /// <summary>A console proxy is destroyed.</summary>
    public const string ProxyDestroy = "PROXY.DESTROY";
    /// <summary>A console proxy is started.</summary>
    public const string ProxyStart = "PROXY.START";
    /// <summary>A console proxy is stopped.</summary>
    public const string ProxyStop = "PROXY.STOP";
    /// <summary>A console proxy is rebooted.</summary>
    public const string ProxyReboot = "PROXY.REBOOT";
    /// <summary>A console proxy is restarted for high availability.</summary>
    public const string ProxyHa = "PROXY.HA";
    /// <summary>A console session is opened.</summary>
    public const string VncConnect = "VNC.CONNECT";
    /// <summary>A console session is closed.</summary>
    public const string VncDisconnect = "VNC.DISCONNECT";
    /// <summary>A public address is assigned.</summary>
    public const string NetIpAssign = "NET.IPASSIGN";
    /// <summary>A public address is released.</summary>
    public const string NetIpRelease = "NET.IPRELEASE";
    /// <summary>A network rule is added.</summary>
    public const string NetRuleAdd = "NET.RULEADD";
    /// <summary>A network rule is deleted.</summary>
    public const string NetRuleDelete = "NET.RULEDELETE";
    /// <summary>A network rule is changed.</summary>
    public const string NetRuleModify = "NET.RULEMODIFY";
    /// <summary>A network is created.</summary>
    public const string NetworkCreate = "NETWORK.CREATE";
    /// <summary>A network is deleted.</summary>
    public const string NetworkDelete = "NETWORK.DELETE";
    /// <summary>A network is changed.</summary>
    public const string NetworkUpdate = "NETWORK.UPDATE";
    /// <summary>A firewall rule is opened.</summary>
    public const string FirewallOpen = "FIREWALL.OPEN";
    /// <summary>A firewall rule is closed.</summary>
    public const string FirewallClose = "FIREWALL.CLOSE";
    /// <summary>A network interface of a virtual machine is created.</summary>
    public const string NicCreate = "NIC.CREATE";
    /// <summary>A network interface of a virtual machine is deleted.</summary>
    public const string NicDelete = "NIC.DELETE";
    /// <summary>A network interface of a virtual machine is changed.</summary>
    public const string NicUpdate = "NIC.UPDATE";
    /// <summary>Virtual machines are put behind a load balancer rule.</summary>
    public const string AssignToLoadBalancerRule = "LB.ASSIGN.TO.RULE";
    /// <summary>Virtual machines are taken from behind a load balancer rule.</summary>
    public const string RemoveFromLoadBalancerRule = "LB.REMOVE.FROM.RULE";
    /// <summary>A load balancer rule is created.</summary>
    public const string LoadBalancerCreate = "LB.CREATE";
    /// <summary>A load balancer rule is deleted.</summary>
    public const string LoadBalancerDelete = "LB.DELETE";
    /// <summary>A stickiness policy of a load balancer rule is created.</summary>
    public const string LoadBalancerStickinessPolicyCreate = "LB.STICKINESSPOLICY.CREATE";
    /// <summary>A stickiness policy of a load balancer rule is deleted.</summary>
    public const string LoadBalancerStickinessPolicyDelete = "LB.STICKINESSPOLICY.DELETE";
    /// <summary>A load balancer rule is changed.</summary>
    public const string LoadBalancerUpdate = "LB.UPDATE";
    /// <summary>An account is enabled.</summary>
    public const string AccountEnable = "ACCOUNT.ENABLE";
    /// <summary>An account is disabled.</summary>
    public const string AccountDisable = "ACCOUNT.DISABLE";
    /// <summary>An account is created.</summary>
    public const string AccountCreate = "ACCOUNT.CREATE";
    /// <summary>An account is deleted.</summary>
    public const string AccountDelete = "ACCOUNT.DELETE";
    /// <summary>An account is changed.</summary>
    public const string AccountUpdate = "ACCOUNT.UPDATE";
    /// <summary>An account gets a default zone.</summary>
    public const string AccountMarkDefaultZone = "ACCOUNT.MARK.DEFAULT.ZONE";
    /// <summary>A user logs in.</summary>
    public const string UserLogin = "USER.LOGIN";
    /// <summary>A user logs out.</summary>
    public const string UserLogout = "USER.LOGOUT";
    /// <summary>A user is created.</summary>
    public const string UserCreate = "USER.CREATE";
    /// <summary>A user is deleted.</summary>
    public const string UserDelete = "USER.DELETE";
    /// <summary>A user is disabled.</summary>
    public const string UserDisable = "USER.DISABLE";
    /// <summary>A user is changed.</summary>
    public const string UserUpdate = "USER.UPDATE";
    /// <summary>A user is enabled.</summary>
    public const string UserEnable = "USER.ENABLE";
    /// <summary>A user is locked.</summary>
    public const string UserLock = "USER.LOCK";
    /// <summary>An SSH key pair is registered.</summary>
    public const string RegisterSshKeyPair = "REGISTER.SSH.KEYPAIR";
    /// <summary>A user gets new API keys.</summary>
    public const string RegisterUserKey = "REGISTER.USER.KEY";
    /// <summary>A template is created.</summary>
    public const string TemplateCreate = "TEMPLATE.CREATE";
    /// <summary>A template is deleted.</summary>
    public const string TemplateDelete = "TEMPLATE.DELETE";
    /// <summary>A template is changed.</summary>
    public const string TemplateUpdate = "TEMPLATE.UPDATE";
    /// <summary>A template starts to download.</summary>
    public const string TemplateDownloadStart = "TEMPLATE.DOWNLOAD.START";
    /// <summary>A template is downloaded.</summary>
    public const string TemplateDownloadSuccess = "TEMPLATE.DOWNLOAD.SUCCESS";
    /// <summary>A template cannot be downloaded.</summary>
    public const string TemplateDownloadFailed = "TEMPLATE.DOWNLOAD.FAILED";
    /// <summary>A template is copied to another zone.</summary>
    public const string TemplateCopy = "TEMPLATE.COPY";
    /// <summary>A template is extracted for download.</summary>
    public const string TemplateExtract = "TEMPLATE.EXTRACT";
    /// <summary>A template is uploaded.</summary>
    public const string TemplateUpload = "TEMPLATE.UPLOAD";
    /// <summary>A template is cleaned up.</summary>
    public const string TemplateCleanup = "TEMPLATE.CLEANUP";
    /// <summary>A volume is created.</summary>
    public const string VolumeCreate = "VOLUME.CREATE";
    /// <summary>A volume is deleted.</summary>
    public const string VolumeDelete = "VOLUME.DELETE";
    /// <summary>A volume is attached.</summary>
    public const string VolumeAttach = "VOLUME.ATTACH";
    /// <summary>A volume is detached.</summary>
    public const string VolumeDetach = "VOLUME.DETACH";
    /// <summary>A volume is extracted for download.</summary>
    public const string VolumeExtract = "VOLUME.EXTRACT";
    /// <summary>A volume is uploaded.</summary>
    public const string VolumeUpload = "VOLUME.UPLOAD";
    /// <summary>A volume is migrated.</summary>
    public const string VolumeMigrate = "VOLUME.MIGRATE";
    /// <summary>A volume is resized.</summary>
    public const string VolumeResize = "VOLUME.RESIZE";
    /// <summary>A domain is created.</summary>
    public const string DomainCreate = "DOMAIN.CREATE";
    /// <summary>A domain is deleted.</summary>
    public const string DomainDelete = "DOMAIN.DELETE";
    /// <summary>A domain is changed.</summary>
    public const string DomainUpdate = "DOMAIN.UPDATE";
    /// <summary>A snapshot is created.</summary>
    public const string SnapshotCreate = "SNAPSHOT.CREATE";
    /// <summary>A snapshot is deleted.</summary>
    public const string SnapshotDelete = "SNAPSHOT.DELETE";
    /// <summary>A snapshot policy is created.</summary>
    public const string SnapshotPolicyCreate = "SNAPSHOTPOLICY.CREATE";
    /// <summary>A snapshot policy is changed.</summary>
    public const string SnapshotPolicyUpdate = "SNAPSHOTPOLICY.UPDATE";
    /// <summary>A snapshot policy is deleted.</summary>
    public const string SnapshotPolicyDelete = "SNAPSHOTPOLICY.DELETE";
    /// <summary>An ISO is created.</summary>
    public const string IsoCreate = "ISO.CREATE";
    /// <summary>An ISO is deleted.</summary>
    public const string IsoDelete = "ISO.DELETE";
    /// <summary>An ISO is copied to another zone.</summary>
    public const string IsoCopy = "ISO.COPY";
    /// <summary>An ISO is attached.</summary>
    public const string IsoAttach = "ISO.ATTACH";
    /// <summary>An ISO is detached.</summary>
    public const string IsoDetach = "ISO.DETACH";
    /// <summary>An ISO is extracted for download.</summary>
    public const string IsoExtract = "ISO.EXTRACT";
    /// <summary>An ISO is uploaded.</summary>
    public const string IsoUpload = "ISO.UPLOAD";
    /// <summary>A secondary storage VM is created.</summary>
    public const string SsvmCreate = "SSVM.CREATE";
    /// <summary>A secondary storage VM is destroyed.</summary>
    public const string SsvmDestroy = "SSVM.DESTROY";
    /// <summary>A secondary storage VM is started.</summary>
    public const string SsvmStart = "SSVM.START";
    /// <summary>A secondary storage VM is stopped.</summary>
    public const string SsvmStop = "SSVM.STOP";
    /// <summary>A secondary storage VM is rebooted.</summary>
    public const string SsvmReboot = "SSVM.REBOOT";
    /// <summary>A secondary storage VM is restarted for high availability.</summary>
    public const string SsvmHa = "SSVM.HA";
    /// <summary>A compute or system offering is created.</summary>
    public const string ServiceOfferingCreate = "SERVICE.OFFERING.CREATE";
    /// <summary>A compute or system offering is changed.</summary>
    public const string ServiceOfferingEdit = "SERVICE.OFFERING.EDIT";
    /// <summary>A compute or system offering is deleted.</summary>
    public const string ServiceOfferingDelete = "SERVICE.OFFERING.DELETE";
    /// <summary>A disk offering is created.</summary>
    public const string DiskOfferingCreate = "DISK.OFFERING.CREATE";
    /// <summary>A disk offering is changed.</summary>
    public const string DiskOfferingEdit = "DISK.OFFERING.EDIT";
    /// <summary>A disk offering is deleted.</summary>
    public const string DiskOfferingDelete = "DISK.OFFERING.DELETE";
    /// <summary>A network offering is created.</summary>
    public const string NetworkOfferingCreate = "NETWORK.OFFERING.CREATE";
    /// <summary>A network offering is assigned.</summary>
    public const string NetworkOfferingAssign = "NETWORK.OFFERING.ASSIGN";
    /// <summary>A network offering is changed.</summary>
    public const string NetworkOfferingEdit = "NETWORK.OFFERING.EDIT";
    /// <summary>A network offering is removed.</summary>
    public const string NetworkOfferingRemove = "NETWORK.OFFERING.REMOVE";
    /// <summary>A network offering is deleted.</summary>
    public const string NetworkOfferingDelete = "NETWORK.OFFERING.DELETE";
    /// <summary>A pod is created.</summary>
    public const string PodCreate = "POD.CREATE";
    /// <summary>A pod is changed.</summary>
    public const string PodEdit = "POD.EDIT";
    /// <summary>A pod is deleted.</summary>
    public const string PodDelete = "POD.DELETE";
    /// <summary>A zone is created.</summary>
    public const string ZoneCreate = "ZONE.CREATE";
    /// <summary>A zone is changed.</summary>
    public const string ZoneEdit = "ZONE.EDIT";
    /// <summary>A zone is deleted.</summary>
    public const string ZoneDelete = "ZONE.DELETE";
    /// <summary>A range of VLAN addresses is created.</summary>
    public const string VlanIpRangeCreate = "VLAN.IP.RANGE.CREATE";
    /// <summary>A range of VLAN addresses is deleted.</summary>
    public const string VlanIpRangeDelete = "VLAN.IP.RANGE.DELETE";
    /// <summary>A range of storage-network addresses is created.</summary>
    public const string StorageIpRangeCreate = "STORAGE.IP.RANGE.CREATE";
    /// <summary>A range of storage-network addresses is deleted.</summary>
    public const string StorageIpRangeDelete = "STORAGE.IP.RANGE.DELETE";
    /// <summary>A range of storage-network addresses is changed.</summary>
    public const string StorageIpRangeUpdate = "STORAGE.IP.RANGE.UPDATE";
    /// <summary>A global setting is changed.</summary>
    public const string ConfigurationValueEdit = "CONFIGURATION.VALUE.EDIT";
    /// <summary>A security group gets an ingress rule.</summary>
    public const string SecurityGroupAuthorizeIngress = "SG.AUTH.INGRESS";
    /// <summary>A security group loses an ingress rule.</summary>
    public const string SecurityGroupRevokeIngress = "SG.REVOKE.INGRESS";
    /// <summary>A security group gets an egress rule.</summary>
    public const string SecurityGroupAuthorizeEgress = "SG.AUTH.EGRESS";
    /// <summary>A security group loses an egress rule.</summary>
    public const string SecurityGroupRevokeEgress = "SG.REVOKE.EGRESS";
    /// <summary>A security group is created.</summary>
    public const string SecurityGroupCreate = "SG.CREATE";
    /// <summary>A security group is deleted.</summary>
    public const string SecurityGroupDelete = "SG.DELETE";
    /// <summary>A security group is assigned.</summary>
    public const string SecurityGroupAssign = "SG.ASSIGN";
    /// <summary>A security group is removed.</summary>
    public const string SecurityGroupRemove = "SG.REMOVE";
    /// <summary>A host is reconnected.</summary>
    public const string HostReconnect = "HOST.RECONNECT";
    /// <summary>A host's maintenance is ended.</summary>
    public const string MaintenanceCancel = "MAINT.CANCEL";
    /// <summary>A primary storage pool's maintenance is ended.</summary>
    public const string MaintenanceCancelPrimaryStorage = "MAINT.CANCEL.PS";
    /// <summary>A host is put into maintenance.</summary>
    public const string MaintenancePrepare = "MAINT.PREPARE";
    /// <summary>A primary storage pool is put into maintenance.</summary>
    public const string MaintenancePreparePrimaryStorage = "MAINT.PREPARE.PS";
    /// <summary>A remote access VPN is created.</summary>
    public const string RemoteAccessVpnCreate = "VPN.REMOTE.ACCESS.CREATE";
    /// <summary>A remote access VPN is destroyed.</summary>
    public const string RemoteAccessVpnDestroy = "VPN.REMOTE.ACCESS.DESTROY";
    /// <summary>A VPN user is added.</summary>
    public const string VpnUserAdd = "VPN.USER.ADD";
    /// <summary>A VPN user is removed.</summary>
    public const string VpnUserRemove = "VPN.USER.REMOVE";
    /// <summary>A site-to-site VPN gateway is created.</summary>
    public const string S2sVpnGatewayCreate = "VPN.S2S.VPN.GATEWAY.CREATE";
    /// <summary>A site-to-site VPN gateway is deleted.</summary>
    public const string S2sVpnGatewayDelete = "VPN.S2S.VPN.GATEWAY.DELETE";
    /// <summary>A customer gateway of a site-to-site VPN is created.</summary>
    public const string S2sVpnCustomerGatewayCreate = "VPN.S2S.CUSTOMER.GATEWAY.CREATE";
    /// <summary>A customer gateway of a site-to-site VPN is deleted.</summary>
    public const string S2sVpnCustomerGatewayDelete = "VPN.S2S.CUSTOMER.GATEWAY.DELETE";
    /// <summary>A customer gateway of a site-to-site VPN is changed.</summary>
    public const string S2sVpnCustomerGatewayUpdate = "VPN.S2S.CUSTOMER.GATEWAY.UPDATE";
    /// <summary>A site-to-site VPN connection is created.</summary>
    public const string S2sVpnConnectionCreate = "VPN.S2S.CONNECTION.CREATE";
    /// <summary>A site-to-site VPN connection is deleted.</summary>
    public const string S2sVpnConnectionDelete = "VPN.S2S.CONNECTION.DELETE";
    /// <summary>A site-to-site VPN connection is reset.</summary>
    public const string S2sVpnConnectionReset = "VPN.S2S.CONNECTION.RESET";
    /// <summary>A network is restarted.</summary>
    public const string NetworkRestart = "NETWORK.RESTART";
    /// <summary>A certificate for the console proxies is uploaded.</summary>
    public const string UploadCustomCertificate = "UPLOAD.CUSTOM.CERTIFICATE";
    /// <summary>Static NAT is enabled on a public address.</summary>
    public const string EnableStaticNat = "STATICNAT.ENABLE";
    /// <summary>Static NAT is disabled on a public address.</summary>
    public const string DisableStaticNat = "STATICNAT.DISABLE";
    /// <summary>A VLAN of a zone is assigned.</summary>
    public const string ZoneVlanAssign = "ZONE.VLAN.ASSIGN";
    /// <summary>A VLAN of a zone is released.</summary>
    public const string ZoneVlanRelease = "ZONE.VLAN.RELEASE";
    /// <summary>A project is created.</summary>
    public const string ProjectCreate = "PROJECT.CREATE";
    /// <summary>A project is changed.</summary>
    public const string ProjectUpdate = "PROJECT.UPDATE";
    /// <summary>A project is deleted.</summary>
    public const string ProjectDelete = "PROJECT.DELETE";
    /// <summary>A project is activated.</summary>
    public const string ProjectActivate = "PROJECT.ACTIVATE";
    /// <summary>A project is suspended.</summary>
    public const string ProjectSuspend = "PROJECT.SUSPEND";
    /// <summary>An account of a project is added.</summary>
    public const string ProjectAccountAdd = "PROJECT.ACCOUNT.ADD";
    /// <summary>An invitation to a project is changed.</summary>
    public const string ProjectInvitationUpdate = "PROJECT.INVITATION.UPDATE";
    /// <summary>An invitation to a project is removed.</summary>
    public const string ProjectInvitationRemove = "PROJECT.INVITATION.REMOVE";
    /// <summary>An account of a project is removed.</summary>
    public const string ProjectAccountRemove = "PROJECT.ACCOUNT.REMOVE";
    /// <summary>A network element is configured.</summary>
    public const string NetworkElementConfigure = "NETWORK.ELEMENT.CONFIGURE";
    /// <summary>A physical network is created.</summary>
    public const string PhysicalNetworkCreate = "PHYSICAL.NETWORK.CREATE";
    /// <summary>A physical network is deleted.</summary>
    public const string PhysicalNetworkDelete = "PHYSICAL.NETWORK.DELETE";
    /// <summary>A physical network is changed.</summary>
    public const string PhysicalNetworkUpdate = "PHYSICAL.NETWORK.UPDATE";
    /// <summary>A service provider of a physical network is created.</summary>
    public const string ServiceProviderCreate = "SERVICE.PROVIDER.CREATE";
    /// <summary>A service provider of a physical network is deleted.</summary>
    public const string ServiceProviderDelete = "SERVICE.PROVIDER.DELETE";
    /// <summary>A service provider of a physical network is changed.</summary>
    public const string ServiceProviderUpdate = "SERVICE.PROVIDER.UPDATE";
    /// <summary>A traffic type of a physical network is created.</summary>
    public const string TrafficTypeCreate = "TRAFFIC.TYPE.CREATE";
    /// <summary>A traffic type of a physical network is deleted.</summary>
    public const string TrafficTypeDelete = "TRAFFIC.TYPE.DELETE";
    /// <summary>A traffic type of a physical network is changed.</summary>
    public const string TrafficTypeUpdate = "TRAFFIC.TYPE.UPDATE";
    /// <summary>An external load balancer is added.</summary>
    public const string ExternalLoadBalancerDeviceAdd = "PHYSICAL.LOADBALANCER.ADD";
    /// <summary>An external load balancer is deleted.</summary>
    public const string ExternalLoadBalancerDeviceDelete = "PHYSICAL.LOADBALANCER.DELETE";
    /// <summary>An external load balancer is configured.</summary>
    public const string ExternalLoadBalancerDeviceConfigure = "PHYSICAL.LOADBALANCER.CONFIGURE";
    /// <summary>An external switch manager is added.</summary>
    public const string ExternalSwitchMgmtDeviceAdd = "SWITCH.MGMT.ADD";
    /// <summary>An external switch manager is deleted.</summary>
    public const string ExternalSwitchMgmtDeviceDelete = "SWITCH.MGMT.DELETE";
    /// <summary>An external switch manager is configured.</summary>
    public const string ExternalSwitchMgmtDeviceConfigure = "SWITCH.MGMT.CONFIGURE";
    /// <summary>An external switch manager is enabled.</summary>
    public const string ExternalSwitchMgmtDeviceEnable = "SWITCH.MGMT.ENABLE";
    /// <summary>An external switch manager is disabled.</summary>
    public const string ExternalSwitchMgmtDeviceDisable = "SWITCH.MGMT.DISABLE";
    /// <summary>An external firewall is added.</summary>
    public const string ExternalFirewallDeviceAdd = "PHYSICAL.FIREWALL.ADD";
    /// <summary>An external firewall is deleted.</summary>
    public const string ExternalFirewallDeviceDelete = "PHYSICAL.FIREWALL.DELETE";
    /// <summary>An external firewall is configured.</summary>
    public const string ExternalFirewallDeviceConfigure = "PHYSICAL.FIREWALL.CONFIGURE";
    /// <summary>A VPC is created.</summary>
    public const string VpcCreate = "VPC.CREATE";
    /// <summary>A VPC is changed.</summary>
    public const string VpcUpdate = "VPC.UPDATE";
    /// <summary>A VPC is deleted.</summary>
    public const string VpcDelete = "VPC.DELETE";
    /// <summary>A VPC is restarted.</summary>
    public const string VpcRestart = "VPC.RESTART";
    /// <summary>A VPC offering is created.</summary>
    public const string VpcOfferingCreate = "VPC.OFFERING.CREATE";
    /// <summary>A VPC offering is changed.</summary>
    public const string VpcOfferingUpdate = "VPC.OFFERING.UPDATE";
    /// <summary>A VPC offering is deleted.</summary>
    public const string VpcOfferingDelete = "VPC.OFFERING.DELETE";
    /// <summary>A private gateway of a VPC is created.</summary>
    public const string PrivateGatewayCreate = "PRIVATE.GATEWAY.CREATE";
    /// <summary>A private gateway of a VPC is deleted.</summary>
    public const string PrivateGatewayDelete = "PRIVATE.GATEWAY.DELETE";
    /// <summary>A static route of a VPC is created.</summary>
    public const string StaticRouteCreate = "STATIC.ROUTE.CREATE";
    /// <summary>A static route of a VPC is deleted.</summary>
    public const string StaticRouteDelete = "STATIC.ROUTE.DELETE";
    /// <summary>Tags are put on resources.</summary>
    public const string TagsCreate = "CREATE_TAGS";
    /// <summary>Tags are taken off resources.</summary>
    public const string TagsDelete = "DELETE_TAGS";
    /// <summary>An external NVP controller is added.</summary>
    public const string ExternalNvpControllerAdd = "PHYSICAL.NVPCONTROLLER.ADD";
    /// <summary>An external NVP controller is deleted.</summary>
    public const string ExternalNvpControllerDelete = "PHYSICAL.NVPCONTROLLER.DELETE";
    /// <summary>An external NVP controller is configured.</summary>
    public const string ExternalNvpControllerConfigure = "PHYSICAL.NVPCONTROLLER.CONFIGURE";
    /// <summary>An autoscale counter is created.</summary>
    public const string CounterCreate = "COUNTER.CREATE";
    /// <summary>An autoscale counter is deleted.</summary>
    public const string CounterDelete = "COUNTER.DELETE";
    /// <summary>An autoscale condition is created.</summary>
    public const string ConditionCreate = "CONDITION.CREATE";
    /// <summary>An autoscale condition is deleted.</summary>
    public const string ConditionDelete = "CONDITION.DELETE";
    /// <summary>An autoscale policy is created.</summary>
    public const string AutoScalePolicyCreate = "AUTOSCALEPOLICY.CREATE";
    /// <summary>An autoscale policy is changed.</summary>
    public const string AutoScalePolicyUpdate = "AUTOSCALEPOLICY.UPDATE";
    /// <summary>An autoscale policy is deleted.</summary>
    public const string AutoScalePolicyDelete = "AUTOSCALEPOLICY.DELETE";
    /// <summary>An autoscale VM profile is created.</summary>
    public const string AutoScaleVmProfileCreate = "AUTOSCALEVMPROFILE.CREATE";
    /// <summary>An autoscale VM profile is deleted.</summary>
    public const string AutoScaleVmProfileDelete = "AUTOSCALEVMPROFILE.DELETE";
    /// <summary>An autoscale VM profile is changed.</summary>
    public const string AutoScaleVmProfileUpdate = "AUTOSCALEVMPROFILE.UPDATE";
    /// <summary>The hosts of a zone are rebalanced.</summary>
    public const string ZoneRebalance = "ZONE.REBALANCE";
    /// <summary>Capacity is reserved.</summary>
    public const string CapacityReserve = "CAPACITY.RESERVE";
    /// <summary>Reserved capacity is given back.</summary>
    public const string CapacityRelease = "CAPACITY.RELEASE";
    /// <summary>An autoscale VM group is created.</summary>
    public const string AutoScaleVmGroupCreate = "AUTOSCALEVMGROUP.CREATE";
    /// <summary>An autoscale VM group is deleted.</summary>
    public const string AutoScaleVmGroupDelete = "AUTOSCALEVMGROUP.DELETE";
    /// <summary>An autoscale VM group is changed.</summary>
    public const string AutoScaleVmGroupUpdate = "AUTOSCALEVMGROUP.UPDATE";
    /// <summary>An autoscale VM group is enabled.</summary>
    public const string AutoScaleVmGroupEnable = "AUTOSCALEVMGROUP.ENABLE";
    /// <summary>An autoscale VM group is disabled.</summary>
    public const string AutoScaleVmGroupDisable = "AUTOSCALEVMGROUP.DISABLE";
    /// <summary>A bare-metal DHCP server is added.</summary>
    public const string BaremetalDhcpServerAdd = "PHYSICAL.DHCP.ADD";
    /// <summary>A bare-metal DHCP server is deleted.</summary>
    public const string BaremetalDhcpServerDelete = "PHYSICAL.DHCP.DELETE";
    /// <summary>A bare-metal PXE server is added.</summary>
    public const string BaremetalPxeServerAdd = "PHYSICAL.PXE.ADD";
    /// <summary>A bare-metal PXE server is deleted.</summary>
    public const string BaremetalPxeServerDelete = "PHYSICAL.PXE.DELETE";
    /// <summary>An affinity group is created.</summary>
    public const string AffinityGroupCreate = "AG.CREATE";
    /// <summary>An affinity group is deleted.</summary>
    public const string AffinityGroupDelete = "AG.DELETE";
    /// <summary>A virtual machine gets other affinity groups.</summary>
    public const string VmAffinityGroupUpdate = "VM.AG.UPDATE";
    /// <summary>A zone, pod, cluster or host is dedicated.</summary>
    public const string DedicateResource = "DEDICATE.RESOURCE";
    /// <summary>A zone, pod, cluster or host is dedicated no more.</summary>
    public const string DedicateResourceRelease = "DEDICATE.RESOURCE.RELEASE";
}
