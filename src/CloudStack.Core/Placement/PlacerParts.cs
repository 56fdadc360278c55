using CloudStack.Plugins;

namespace CloudStack.Placement;

/// <summary>What plugins add to the built-in parts. A part with the name of a built-in one replaces it.</summary>
public sealed record PlacerParts
{
    /// <summary>Planners, chosen by <c>vm.allocation.algorithm</c>.</summary>
    public IReadOnlyList<IDeploymentPlanner> Planners { get; init; } = [];

    /// <summary>Host allocators, chosen by <see cref="PlacementSettings.HostAllocators"/>.</summary>
    public IReadOnlyList<IHostAllocator> HostAllocators { get; init; } = [];

    /// <summary>Storage pool allocators, chosen by <see cref="PlacementSettings.PoolAllocators"/>.</summary>
    public IReadOnlyList<IStoragePoolAllocator> PoolAllocators { get; init; } = [];

    /// <summary>Filters that every host must pass, whichever allocator gives it.</summary>
    public IReadOnlyList<IHostFilter> HostFilters { get; init; } = [];

    /// <summary>Preferences that join those of every <see cref="HostPipeline"/>.</summary>
    public IReadOnlyList<IHostScorer> HostScorers { get; init; } = [];

    /// <summary>Filters that every pool for a new volume must pass, whichever allocator gives it.</summary>
    public IReadOnlyList<IPoolFilter> PoolFilters { get; init; } = [];

    /// <summary>Preferences that join those of every <see cref="PoolPipeline"/>.</summary>
    public IReadOnlyList<IPoolScorer> PoolScorers { get; init; } = [];

    /// <summary>The parts that the loaded plugins offer.</summary>
    /// <param name="plugins">The plugins.</param>
    public static PlacerParts From(IPluginCatalog plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        return new PlacerParts
        {
            Planners = plugins.GetServices<IDeploymentPlanner>(),
            HostAllocators = plugins.GetServices<IHostAllocator>(),
            PoolAllocators = plugins.GetServices<IStoragePoolAllocator>(),
            HostFilters = plugins.GetServices<IHostFilter>(),
            HostScorers = plugins.GetServices<IHostScorer>(),
            PoolFilters = plugins.GetServices<IPoolFilter>(),
            PoolScorers = plugins.GetServices<IPoolScorer>(),
        };
    }
}
