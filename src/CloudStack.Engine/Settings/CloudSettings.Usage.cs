namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("direct.network.stats.interval", "Seconds between two readings of the traffic on direct networks.", Category = SettingCategory.Usage)]
    public int DirectNetworkStatsInterval { get; init; } = 86400;

    [Setting("enable.usage.server", "Whether usage is recorded.", Category = SettingCategory.Usage)]
    public bool EnableUsageServer { get; init; } = true;

    [Setting("traffic.sentinel.exclude.zones", "Comma-separated zones whose traffic the sFlow collector leaves out.",
        Category = SettingCategory.Usage)]
    public string? TrafficSentinelExcludeZones { get; init; } = "";

    [Setting("traffic.sentinel.include.zones", "Comma-separated zones whose traffic the sFlow collector counts.", Category = SettingCategory.Usage)]
    public string? TrafficSentinelIncludeZones { get; init; } = "EXTERNAL";

    [Setting("usage.aggregation.timezone", "Time zone in which the days of usage records begin.", Category = SettingCategory.Usage)]
    public string? UsageAggregationTimeZone { get; init; } = "GMT";

    [Setting("usage.execution.timezone", "Time zone of usage.stats.job.exec.time; none takes the server's.", Category = SettingCategory.Usage)]
    public string? UsageExecutionTimeZone { get; init; }

    [Setting("usage.sanity.check.interval", "Days between two checks of the usage records; none never checks.", Category = SettingCategory.Usage)]
    public int? UsageSanityCheckInterval { get; init; }

    [Setting("usage.stats.job.aggregation.range", "Minutes that one usage record covers.", Category = SettingCategory.Usage)]
    public int UsageStatsJobAggregationRange { get; init; } = 1440;

    [Setting("usage.stats.job.exec.time", "Time of day (HH:MM) at which usage records are made.", Category = SettingCategory.Usage)]
    public string? UsageStatsJobExecTime { get; init; } = "00:15";
}
