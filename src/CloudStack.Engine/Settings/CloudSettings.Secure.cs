namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("alert.smtp.password", "Password at the mail server for alerts.", Category = SettingCategory.Secure)]
    public string? AlertSmtpPassword { get; init; }

    [Setting("network.loadbalancer.haproxy.stats.auth", "User name and password of the load balancer's statistics page, as user:password.",
        Category = SettingCategory.Secure)]
    public string? NetworkLoadBalancerHaProxyStatsAuth { get; init; } = "admin1:AdMiN123";

    [Setting("project.smtp.password", "Password at the mail server for project invitations.", Category = SettingCategory.Secure)]
    public string? ProjectSmtpPassword { get; init; }

    [Setting("security.singlesignon.key", "Key with which another site signs the logins of its users.", Category = SettingCategory.Secure)]
    public string? SecuritySingleSignOnKey { get; init; }
}
