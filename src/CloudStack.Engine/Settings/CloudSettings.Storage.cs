namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("backup.snapshot.wait", "Seconds a snapshot may take to reach secondary storage.",
        Category = SettingCategory.Storage, Component = SettingComponent.StorageManager)]
    public int BackupSnapshotWait { get; init; } = 21600;

    [Setting("copy.volume.wait", "Seconds that copying a volume may take.",
        Category = SettingCategory.Storage, Component = SettingComponent.StorageManager)]
    public int CopyVolumeWait { get; init; } = 10800;

    [Setting("create.private.template.from.snapshot.wait", "Seconds that making a template from a snapshot may take.",
        Category = SettingCategory.Storage, Component = SettingComponent.UserVmManager)]
    public int CreatePrivateTemplateFromSnapshotWait { get; init; } = 10800;

    [Setting("create.private.template.from.volume.wait", "Seconds that making a template from a volume may take.",
        Category = SettingCategory.Storage, Component = SettingComponent.UserVmManager)]
    public int CreatePrivateTemplateFromVolumeWait { get; init; } = 10800;

    [Setting("create.volume.from.snapshot.wait", "Seconds that making a volume from a snapshot may take.",
        Category = SettingCategory.Storage, Component = SettingComponent.StorageManager)]
    public int CreateVolumeFromSnapshotWait { get; init; } = 10800;

    [Setting("primary.storage.download.wait", "Seconds that bringing a template to primary storage may take.",
        Category = SettingCategory.Storage, Component = SettingComponent.TemplateManager)]
    public int PrimaryStorageDownloadWait { get; init; } = 10800;

    [Setting("storage.max.volume.size", "Largest volume in GiB.", Category = SettingCategory.Storage)]
    public int StorageMaxVolumeSize { get; init; } = 2000;

    [Setting("storage.max.volume.upload.size", "Largest uploaded volume in GiB.", Category = SettingCategory.Storage)]
    public int StorageMaxVolumeUploadSize { get; init; } = 500;

    [Setting("storage.overprovisioning.factor", "How many times over the space of thinly provisioned primary storage is given out.",
        Category = SettingCategory.Storage, Component = SettingComponent.StorageAllocator)]
    public double StorageOverprovisioningFactor { get; init; } = 2;

    [Setting("storage.pool.max.waitseconds", "Seconds that bringing hosts and a primary storage in step may take.",
        Category = SettingCategory.Storage)]
    public int StoragePoolMaxWaitSeconds { get; init; } = 3600;

    [Setting("storage.stats.interval", "Milliseconds between two readings of storage statistics.",
        Category = SettingCategory.Storage, MustBePositive = true)]
    public int StorageStatsInterval { get; init; } = 60000;

    [Setting("storage.template.cleanup.enabled", "Whether templates that no volume needs are removed from primary storage.",
        Category = SettingCategory.Storage)]
    public bool StorageTemplateCleanupEnabled { get; init; } = true;

    [Setting("total.retries", "How many times an order to a host's primary storage is tried.",
        Category = SettingCategory.Storage, Component = SettingComponent.AgentManager)]
    public int TotalRetries { get; init; } = 4;
}
