using System.Collections.Concurrent;
using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>The latest measurements of the hosts that this server looks after.</summary>
internal sealed class HostMeasurements
{
    private readonly ConcurrentDictionary<long, HostStatistics> _latest = new();

    public HostStatistics? Find(long hostId) => _latest.GetValueOrDefault(hostId);

    public void Set(long hostId, HostStatistics statistics) => _latest[hostId] = statistics;

    public void Forget(long hostId) => _latest.TryRemove(hostId, out _);
}
