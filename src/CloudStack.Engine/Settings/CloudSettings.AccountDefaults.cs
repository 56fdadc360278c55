namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("max.account.networks", "Most networks of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountNetworks { get; init; } = 20;

    [Setting("max.account.public.ips", "Most public addresses of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountPublicIps { get; init; } = 20;

    [Setting("max.account.snapshots", "Most snapshots of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountSnapshots { get; init; } = 20;

    [Setting("max.account.templates", "Most templates and ISOs of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountTemplates { get; init; } = 20;

    [Setting("max.account.user.vms", "Most VMs of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountUserVms { get; init; } = 20;

    [Setting("max.account.volumes", "Most volumes of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountVolumes { get; init; } = 20;

    [Setting("max.account.vpcs", "Most VPCs of an account; -1 does not limit them.", Category = SettingCategory.AccountDefaults)]
    public long MaxAccountVpcs { get; init; } = 20;
}
