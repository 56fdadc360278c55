namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("account.cleanup.interval", "Seconds between two runs that finish removing deleted accounts.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int AccountCleanupInterval { get; init; } = 86400;

    [Setting("agent.lb.enabled", "Whether hosts are spread evenly over the management servers.", Category = SettingCategory.Advanced)]
    public bool AgentLbEnabled { get; init; }

    [Setting("agent.load.threshold", "Share (0 to 1) of hosts above the even share at which a management server hands some over.",
        Category = SettingCategory.Advanced)]
    public double AgentLoadThreshold { get; init; } = 0.7;

    [Setting("allow.public.user.templates", "Whether ordinary users may make their templates public.", Category = SettingCategory.Advanced)]
    public bool AllowPublicUserTemplates { get; init; } = true;

    [Setting("api.throttling.cachesize", "Most accounts whose request counts are kept for rate limiting.", Category = SettingCategory.Advanced)]
    public int ApiThrottlingCacheSize { get; init; } = 50000;

    [Setting("api.throttling.enabled", "Whether the number of API requests of an account is limited.", Category = SettingCategory.Advanced)]
    public bool ApiThrottlingEnabled { get; init; }

    [Setting("api.throttling.interval", "Length in seconds of the window in which API requests are counted.", Category = SettingCategory.Advanced)]
    public int ApiThrottlingInterval { get; init; } = 1;

    [Setting("api.throttling.max", "Most API requests of one account in one window.", Category = SettingCategory.Advanced)]
    public int ApiThrottlingMax { get; init; } = 25;

    [Setting("cluster.message.timeout.seconds", "Seconds to wait for another management server to answer.", Category = SettingCategory.Advanced)]
    public int ClusterMessageTimeoutSeconds { get; init; } = 300;

    [Setting("default.page.size", "Entries in a page of a list when the caller names no size; -1 does not limit it.",
        Category = SettingCategory.Advanced)]
    public int DefaultPageSize { get; init; } = 500;

    [Setting("detail.batch.query.size", "Most entities whose details are read in one query.", Category = SettingCategory.Advanced)]
    public int DetailBatchQuerySize { get; init; } = 2000;

    [Setting("direct.agent.load.size", "Most hosts without an agent that a management server takes over in one go.",
        Category = SettingCategory.Advanced)]
    public int DirectAgentLoadSize { get; init; } = 16;

    [Setting("direct.agent.pool.size", "Most orders to hosts without an agent that run at a time.", Category = SettingCategory.Advanced)]
    public int DirectAgentPoolSize { get; init; } = 500;

    [Setting("enable.ec2.api", "Whether the EC2 API is offered.", Category = SettingCategory.Advanced)]
    public bool EnableEc2Api { get; init; }

    [Setting("enable.s3.api", "Whether the S3 API is offered.", Category = SettingCategory.Advanced)]
    public bool EnableS3Api { get; init; }

    [Setting("encode.api.response", "Whether text in API responses is URL-encoded.", Category = SettingCategory.Advanced)]
    public bool EncodeApiResponse { get; init; }

    [Setting("endpointe.url", "Address of the API as clients see it.", Category = SettingCategory.Advanced)]
    public string? EndpointUrl { get; init; } = "http://localhost:8080/client/api";

    [Setting("event.purge.delay", "Days that events are kept; 0 keeps them.", Category = SettingCategory.Advanced)]
    public int EventPurgeDelay { get; init; } = 15;

    [Setting("event.purge.interval", "Seconds between two runs that remove old events.", Category = SettingCategory.Advanced, MustBePositive = true)]
    public int EventPurgeInterval { get; init; } = 86400;

    [Setting("host", "Address at which hosts and system VMs reach the management servers.", Category = SettingCategory.Advanced)]
    public string? Host { get; init; } = "localhost";

    [Setting("incorrect.login.attempts.allowed", "Wrong passwords in a row after which a user is disabled.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int IncorrectLoginAttemptsAllowed { get; init; } = 5;

    [Setting("integration.api.port", "TCP port of the API that asks for no signature; none or 0 closes it. Never open it to others.",
        Category = SettingCategory.Advanced)]
    public int? IntegrationApiPort { get; init; }

    [Setting("job.cancel.threshold.minutes", "Minutes after which a job that does not move is given up.", Category = SettingCategory.Advanced)]
    public int JobCancelThresholdMinutes { get; init; } = 60;

    [Setting("job.expire.minutes", "Minutes that finished jobs are kept.", Category = SettingCategory.Advanced)]
    public int JobExpireMinutes { get; init; } = 1440;

    [Setting("json.content.type", "Content type of JSON responses.", Category = SettingCategory.Advanced)]
    public string? JsonContentType { get; init; } = "text/javascript";

    [Setting("port", "TCP port on which management servers take the connections of agents.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int Port { get; init; } = 8250;

    [Setting("resourcecount.check.interval", "Seconds between two recounts of what accounts and domains use; 0 never recounts.",
        Category = SettingCategory.Advanced)]
    public long ResourceCountCheckInterval { get; init; }

    [Setting("sortkey.algorithm", "Whether lists with a sort key are in ascending order; they are descending otherwise.",
        Category = SettingCategory.Advanced)]
    public bool SortKeyAlgorithm { get; init; }

    [Setting("sync.interval", "Seconds between two comparisons of a cluster's VMs with the records.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int SyncInterval { get; init; } = 60;

    [Setting("task.cleanup.retry.interval", "Seconds before cleaning up after an interrupted task is tried again.",
        Category = SettingCategory.Advanced)]
    public int TaskCleanupRetryInterval { get; init; } = 600;

    [Setting("update.wait", "Seconds to wait for an agent that updates itself.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int UpdateWait { get; init; } = 600;

    [Setting("wait", "Seconds to wait for an order to a host.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager, MustBePositive = true)]
    public int Wait { get; init; } = 1800;

    [Setting("workers", "How many orders from hosts are handled at a time.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int Workers { get; init; } = 5;
}
