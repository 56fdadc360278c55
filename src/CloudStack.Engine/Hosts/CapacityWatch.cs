using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>
/// Recounts what hosts and pools are used for again and again (<c>capacity.check.period</c>), and raises an alert for what does not agree. While claims
/// are under way one reading may show what the next does not; only what two show in the same words is told.
/// </summary>
internal sealed class CapacityWatch(Database database, CapacityAudit audit, AlertLog alerts, SettingsStore settings) : IReconciler
{
    private IReadOnlyList<string> _before = [];

    public string Name => "capacity watch";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1000, settings.Current.CapacityCheckPeriod));

    public async Task RunAsync(CancellationToken ct)
    {
        var drift = await database.ReadManyAsync(audit.FindDriftAsync, ct);
        var lasting = drift.Intersect(_before).ToList();
        _before = drift;
        if (lasting.Count > 0)
        {
            await database.WriteAsync(async db =>
            {
                foreach (var line in lasting)
                {
                    await alerts.AddAsync(db, AlertLog.ManagementNode, $"Capacity does not add up: {line}");
                }
            }, ct);
        }
    }
}
