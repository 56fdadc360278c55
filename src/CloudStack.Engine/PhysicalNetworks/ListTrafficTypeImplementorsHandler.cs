namespace CloudStack.Engine;

internal sealed class ListTrafficTypeImplementorsHandler(SettingsStore settings) : IHandler<ListTrafficTypeImplementors, ListResult<TrafficTypeImplementor>>
{
    private static readonly TrafficTypeImplementor[] All =
    [
        new() { TrafficType = NetworkRules.Public, Implementor = "PublicNetworkGuru" },
        new() { TrafficType = NetworkRules.Guest, Implementor = NetworkRules.IsolatedGuru },
        new() { TrafficType = NetworkRules.Guest, Implementor = NetworkRules.SharedGuru },
        new() { TrafficType = NetworkRules.Guest, Implementor = NetworkRules.PodGuru },
        new() { TrafficType = NetworkRules.Storage, Implementor = "StorageNetworkGuru" },
        new() { TrafficType = NetworkRules.Management, Implementor = "PodBasedNetworkGuru" },
        new() { TrafficType = NetworkRules.Control, Implementor = "ControlNetworkGuru" },
    ];

    public Task<ListResult<TrafficTypeImplementor>> HandleAsync(ListTrafficTypeImplementors command, CommandContext context, CancellationToken ct) =>
        All.Where(item => command.TrafficType is null || item.TrafficType!.Equals(command.TrafficType, StringComparison.OrdinalIgnoreCase))
            .Where(item => command.Keyword is null || item.TrafficType!.Contains(command.Keyword, StringComparison.OrdinalIgnoreCase))
            .ToList().AsQueryable().PageAsync(command, context, settings.Current.DefaultPageSize, ct);
}
