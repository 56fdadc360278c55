using System.Collections.Frozen;

namespace CloudStack.Engine;

/// <summary>The events that may come next for a host in a state, as 4.1 names them.</summary>
internal static class HostEvents
{
    private static readonly FrozenDictionary<HostStatus, string> Next = new Dictionary<HostStatus, string>
    {
        [HostStatus.Creating] = "AgentConnected; Error",
        [HostStatus.Connecting] = "AgentConnected; Ready; PingTimeout; ShutdownRequested; HostDown; Ping; ManagementServerDown; AgentDisconnected",
        [HostStatus.Up] = "PingTimeout; AgentDisconnected; ShutdownRequested; HostDown; Ping; AgentConnected; ManagementServerDown; StartAgentRebalance; Remove",
        [HostStatus.Disconnected] = "PingTimeout; AgentConnected; Ping; HostDown; ManagementServerDown; WaitedTooLong; Remove; AgentDisconnected",
        [HostStatus.Down] = "AgentConnected; Remove; ManagementServerDown; AgentDisconnected",
        [HostStatus.Alert] = "AgentConnected; Ping; Remove; ManagementServerDown; AgentDisconnected; ShutdownRequested",
        [HostStatus.Rebalancing] = "RebalanceFailed; RebalanceCompleted; ManagementServerDown; AgentConnected; AgentDisconnected",
        [HostStatus.Error] = "AgentConnected",
    }.ToFrozenDictionary();

    public static string? After(HostStatus status) => Next.GetValueOrDefault(status);
}
