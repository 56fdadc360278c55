namespace CloudStack.Engine;

/// <summary>The global settings that concern a front end. <see cref="Current"/> may be asked with every request.</summary>
public interface IApiSettings
{
    /// <summary>The values that are in force.</summary>
    ApiSettings Current { get; }

    /// <summary>Starts the cloud if need be, so that <see cref="Current"/> is that of its database.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task LoadAsync(CancellationToken cancellationToken = default);
}

/// <summary>Settings of the API, by the names that <c>updateConfiguration</c> knows.</summary>
public sealed record ApiSettings
{
    /// <summary><c>encode.api.response</c>: whether text in answers is percent-encoded.</summary>
    public bool EncodeResponse { get; init; }

    /// <summary><c>json.content.type</c>: content type of JSON answers, without the charset.</summary>
    public string JsonContentType { get; init; } = "text/javascript";

    /// <summary><c>api.throttling.enabled</c>: whether the requests of an account are limited.</summary>
    public bool ThrottlingEnabled { get; init; }

    /// <summary><c>api.throttling.interval</c>: seconds over which requests are counted.</summary>
    public int ThrottlingInterval { get; init; } = 1;

    /// <summary><c>api.throttling.max</c>: requests of an account in that time.</summary>
    public int ThrottlingMax { get; init; } = 25;

    /// <summary><c>api.throttling.cachesize</c>: most accounts whose requests are counted at a time.</summary>
    public int ThrottlingCacheSize { get; init; } = 50_000;

    /// <summary><c>integration.api.port</c>: TCP port that asks for no signature; null when there is none.</summary>
    public int? IntegrationPort { get; init; }

    /// <summary><c>security.singlesignon.key</c>: key with which another site signs logins; null when none may. Never log it.</summary>
    public string? SingleSignOnKey { get; init; }

    /// <summary><c>security.singlesignon.tolerance.millis</c>: milliseconds by which the time of such a login may differ from now.</summary>
    public long SingleSignOnTolerance { get; init; } = 300_000;

    /// <summary>Names no values, because one of them is a secret.</summary>
    public override string ToString() => nameof(ApiSettings);
}

internal sealed class ApiSettingsReader(CloudEngine engine, SettingsStore store) : IApiSettings
{
    private volatile Pair? _last;

    public ApiSettings Current
    {
        get
        {
            var settings = store.Current;
            var last = _last;
            if (last is null || !ReferenceEquals(last.Of, settings))
            {
                _last = last = new(settings, Read(settings));
            }
            return last.Settings;
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken = default) => engine.StartAsync(cancellationToken);

    private static ApiSettings Read(CloudSettings settings) => new()
    {
        EncodeResponse = settings.EncodeApiResponse,
        JsonContentType = settings.JsonContentType ?? "text/javascript",
        ThrottlingEnabled = settings.ApiThrottlingEnabled,
        ThrottlingInterval = settings.ApiThrottlingInterval,
        ThrottlingMax = settings.ApiThrottlingMax,
        ThrottlingCacheSize = settings.ApiThrottlingCacheSize,
        IntegrationPort = settings.IntegrationApiPort is > 0 and < 65536 ? settings.IntegrationApiPort : null,
        SingleSignOnKey = settings.SecuritySingleSignOnKey,
        SingleSignOnTolerance = settings.SecuritySingleSignOnToleranceMillis,
    };

    private sealed record Pair(CloudSettings Of, ApiSettings Settings);
}
