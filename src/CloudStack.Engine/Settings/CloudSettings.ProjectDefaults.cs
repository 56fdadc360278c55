namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("allow.user.create.projects", "Whether ordinary users may create projects.", Category = SettingCategory.ProjectDefaults)]
    public bool AllowUserCreateProjects { get; init; } = true;

    [Setting("max.project.networks", "Most networks of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectNetworks { get; init; } = 20;

    [Setting("max.project.public.ips", "Most public addresses of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectPublicIps { get; init; } = 20;

    [Setting("max.project.snapshots", "Most snapshots of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectSnapshots { get; init; } = 20;

    [Setting("max.project.templates", "Most templates and ISOs of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectTemplates { get; init; } = 20;

    [Setting("max.project.user.vms", "Most VMs of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectUserVms { get; init; } = 20;

    [Setting("max.project.volumes", "Most volumes of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectVolumes { get; init; } = 20;

    [Setting("max.project.vpcs", "Most VPCs of a project; -1 does not limit them.", Category = SettingCategory.ProjectDefaults)]
    public long MaxProjectVpcs { get; init; } = 20;

    [Setting("project.email.sender", "Address that project invitations come from.", Category = SettingCategory.ProjectDefaults)]
    public string? ProjectEmailSender { get; init; }

    [Setting("project.invite.required", "Whether an account must accept an invitation before it joins a project.",
        Category = SettingCategory.ProjectDefaults)]
    public bool ProjectInviteRequired { get; init; }

    [Setting("project.invite.timeout", "Seconds that a project invitation is good for.", Category = SettingCategory.ProjectDefaults)]
    public long ProjectInviteTimeout { get; init; } = 86400;

    [Setting("project.smtp.host", "Mail server for project invitations; none sends no mail.", Category = SettingCategory.ProjectDefaults)]
    public string? ProjectSmtpHost { get; init; }

    [Setting("project.smtp.port", "TCP port of the mail server for project invitations.", Category = SettingCategory.ProjectDefaults)]
    public int ProjectSmtpPort { get; init; } = 465;

    [Setting("project.smtp.useAuth", "Whether the mail server for project invitations wants a user name and password.",
        Category = SettingCategory.ProjectDefaults)]
    public bool? ProjectSmtpUseAuth { get; init; }

    [Setting("project.smtp.username", "User name at the mail server for project invitations.", Category = SettingCategory.ProjectDefaults)]
    public string? ProjectSmtpUsername { get; init; }
}
