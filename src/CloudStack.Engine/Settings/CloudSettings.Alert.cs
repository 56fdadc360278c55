namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("alert.email.addresses", "Comma-separated addresses that alerts are mailed to.", Category = SettingCategory.Alert)]
    public string? AlertEmailAddresses { get; init; }

    [Setting("alert.email.sender", "Address that alert mails come from.", Category = SettingCategory.Alert)]
    public string? AlertEmailSender { get; init; }

    [Setting("alert.smtp.host", "Mail server for alerts; none sends no mail.", Category = SettingCategory.Alert)]
    public string? AlertSmtpHost { get; init; }

    [Setting("alert.smtp.port", "TCP port of the mail server for alerts.", Category = SettingCategory.Alert)]
    public int AlertSmtpPort { get; init; } = 465;

    [Setting("alert.smtp.useAuth", "Whether the mail server for alerts wants a user name and password.", Category = SettingCategory.Alert)]
    public bool? AlertSmtpUseAuth { get; init; }

    [Setting("alert.smtp.username", "User name at the mail server for alerts.", Category = SettingCategory.Alert)]
    public string? AlertSmtpUsername { get; init; }

    [Setting("alert.wait", "Seconds a disconnected host may stay away before an alert is raised; none uses the built-in time.",
        Category = SettingCategory.Alert, Component = SettingComponent.AgentManager, MustBePositive = true)]
    public int? AlertWait { get; init; }

    [Setting("capacity.check.period", "Milliseconds between two checks of used capacity against the alert thresholds.",
        Category = SettingCategory.Alert)]
    public int CapacityCheckPeriod { get; init; } = 300_000;

    [Setting("cluster.cpu.allocated.capacity.disablethreshold", "Share (0 to 1) of allocated CPU above which a cluster takes no more VMs.",
        Category = SettingCategory.Alert)]
    public double ClusterCpuAllocatedCapacityDisableThreshold { get; init; } = 0.85;

    [Setting("cluster.cpu.allocated.capacity.notificationthreshold", "Share (0 to 1) of allocated CPU of a cluster above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ClusterCpuAllocatedCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("cluster.localStorage.capacity.notificationthreshold",
        "Share (0 to 1) of used local storage of a cluster above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ClusterLocalStorageCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("cluster.memory.allocated.capacity.disablethreshold", "Share (0 to 1) of allocated memory above which a cluster takes no more VMs.",
        Category = SettingCategory.Alert)]
    public double ClusterMemoryAllocatedCapacityDisableThreshold { get; init; } = 0.85;

    [Setting("cluster.memory.allocated.capacity.notificationthreshold",
        "Share (0 to 1) of allocated memory of a cluster above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ClusterMemoryAllocatedCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("cluster.storage.allocated.capacity.notificationthreshold",
        "Share (0 to 1) of allocated primary storage of a cluster above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ClusterStorageAllocatedCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("cluster.storage.capacity.notificationthreshold", "Share (0 to 1) of used primary storage of a cluster above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ClusterStorageCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("pod.privateip.capacity.notificationthreshold", "Share (0 to 1) of used private addresses of a pod above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double PodPrivateIpCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("pool.storage.allocated.capacity.disablethreshold",
        "Share (0 to 1) of allocated space above which a primary storage takes no more volumes.",
        Category = SettingCategory.Alert)]
    public double PoolStorageAllocatedCapacityDisableThreshold { get; init; } = 0.85;

    [Setting("pool.storage.capacity.disablethreshold", "Share (0 to 1) of used space above which a primary storage takes no more volumes.",
        Category = SettingCategory.Alert)]
    public double PoolStorageCapacityDisableThreshold { get; init; } = 0.85;

    [Setting("zone.directnetwork.publicip.capacity.notificationthreshold",
        "Share (0 to 1) of used addresses of a zone's shared networks above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ZoneDirectNetworkPublicIpCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("zone.secstorage.capacity.notificationthreshold", "Share (0 to 1) of used secondary storage of a zone above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ZoneSecStorageCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("zone.virtualnetwork.publicip.capacity.notificationthreshold",
        "Share (0 to 1) of used public addresses of a zone above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ZoneVirtualNetworkPublicIpCapacityNotificationThreshold { get; init; } = 0.75;

    [Setting("zone.vlan.capacity.notificationthreshold", "Share (0 to 1) of used VLANs of a zone above which an alert is raised.",
        Category = SettingCategory.Alert)]
    public double ZoneVlanCapacityNotificationThreshold { get; init; } = 0.75;
}
