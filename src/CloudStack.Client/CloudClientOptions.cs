namespace CloudStack;

/// <summary>Where the cloud is, and who calls.</summary>
public sealed class CloudClientOptions
{
    /// <summary>Address of the query API, for example <c>https://cloud.example/client/api</c>.</summary>
    public Uri Endpoint { get; set; } = new("http://localhost:8080/client/api");

    /// <summary>API key that <see cref="Caller.Root"/> stands for. For other callers a root administrator's is needed.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The secret that belongs to <see cref="ApiKey"/>.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>
    /// The keys of other callers. Without it, those that the server has for the user are asked for, which takes keys of a root administrator.
    /// </summary>
    public Func<UserId, CancellationToken, ValueTask<UserKeys>>? KeysOf { get; set; }

    /// <summary>Time until a job is asked for the first time; it grows by half with each time.</summary>
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest time between two questions.</summary>
    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromSeconds(3);
}
