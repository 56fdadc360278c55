namespace CloudStack.Engine;

/// <summary>Beats for this server, takes over the jobs of servers that are down, and picks up settings that another server changed.</summary>
internal sealed class Heartbeat(ServerRegistry server, JobRunner jobs, SettingsStore settings, CloudEngine engine) : IReconciler
{
    public string Name => "heartbeat";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(settings.Current.ClusterHeartbeatInterval);

    public async Task RunAsync(CancellationToken ct)
    {
        // Two silent intervals make a server dead, so that its jobs go on within three.
        if (!await server.BeatAsync(Interval * 2, ct))
        {
            await engine.RejoinAsync(ct);
        }
        jobs.Resume(await server.TakeOverAsync(ct));
        await engine.RefreshSettingsAsync(ct);
    }
}
