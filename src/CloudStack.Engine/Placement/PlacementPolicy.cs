using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using CloudStack.Plugins;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>The placer for the settings and plugins in force; made anew when the settings change.</summary>
internal sealed class PlacementPolicy(SettingsStore settings, Database database, IServiceProvider services)
{
    private readonly Lazy<PlacerParts> _parts = new(() => Collect(services));
    private IReadOnlyList<GuestLimit> _guestLimits = [];
    private (CloudSettings Settings, IReadOnlyList<GuestLimit> Limits, Placer Placer)? _made;

    public Placer Placer
    {
        get
        {
            var (current, limits) = (settings.Current, _guestLimits);
            if (_made is not { } made || made.Settings != current || made.Limits != limits)
            {
                made = (current, limits, new Placer(Translate(current, limits), _parts.Value));
                _made = made;
            }
            return made.Placer;
        }
    }

    /// <summary>What plugins and the application add.</summary>
    public PlacerParts Parts => _parts.Value;

    /// <summary>A placer for other settings than those in force.</summary>
    public Placer With(Func<PlacementSettings, PlacementSettings> change) => For(change(Placer.Settings));

    /// <summary>Refuses a value of a setting that no decision could be made with.</summary>
    /// <exception cref="CloudStackException">It is one, with what the setting takes.</exception>
    public void Check(string name, string? value)
    {
        var now = Placer;
        switch (name)
        {
            case "placement.weights":
                PlacementWeights.Parse(value);
                break;
            case "placement.host.allocators":
                With(settings => settings with { HostAllocators = Names(value, "FirstFit") });
                break;
            case "placement.pool.allocators":
                With(settings => settings with { PoolAllocators = Names(value, "Local,FirstFit") });
                break;
            case "vm.allocation.algorithm" when value is not null && !now.Algorithms.Contains(value, StringComparer.OrdinalIgnoreCase):
                throw CloudStackException.Invalid($"vm.allocation.algorithm cannot be {value}; there are {string.Join(", ", now.Algorithms)}.");
        }
    }

    /// <summary>A placer that obeys other settings, with the same parts of plugins.</summary>
    public Placer For(PlacementSettings settings) => new(settings, _parts.Value);

    /// <summary>Reads how many guests hosts may run; at the start and after a change of the hypervisor capabilities.</summary>
    public async Task LoadGuestLimitsAsync(CancellationToken ct)
    {
        var rows = await database.ReadAsync(db => db.HypervisorCapabilities.Where(row => row.MaxGuests != null).ToListAsync(ct), ct);
        _guestLimits = [.. rows.Select(row => new GuestLimit(row.Hypervisor, row.HypervisorVersion, (int)row.MaxGuests!.Value))];
    }

    /// <summary>Parts of plugins that threw are reported as faults of their plugin.</summary>
    public void Report(IReadOnlyList<PlacementFault> faults)
    {
        foreach (var fault in faults)
        {
            services.GetService<IPluginCatalog>()?.ReportFault(fault.Part, fault.Exception);
        }
    }

    private static PlacementSettings Translate(CloudSettings settings, IReadOnlyList<GuestLimit> limits) => new()
    {
        VmAllocationAlgorithm = settings.VmAllocationAlgorithm ?? "random",
        HostAllocators = Names(settings.PlacementHostAllocators, "FirstFit"),
        PoolAllocators = Names(settings.PlacementPoolAllocators, "Local,FirstFit"),
        CpuFactor = settings.CpuOverprovisioningFactor,
        MemoryFactor = settings.MemOverprovisioningFactor,
        StorageFactor = settings.StorageOverprovisioningFactor,
        ClusterCpuThreshold = settings.ClusterCpuAllocatedCapacityDisableThreshold,
        ClusterMemoryThreshold = settings.ClusterMemoryAllocatedCapacityDisableThreshold,
        PoolFullThreshold = settings.PoolStorageCapacityDisableThreshold,
        PoolAllocatedThreshold = settings.PoolStorageAllocatedCapacityDisableThreshold,
        HaTag = string.IsNullOrEmpty(settings.HaTag) ? null : settings.HaTag,
        ClusterOrder = string.Equals(settings.HostCapacityTypeToOrderClusters, "RAM", StringComparison.OrdinalIgnoreCase) ? CapacityKind.Memory : CapacityKind.Cpu,
        PodsFirst = settings.ApplyAllocationAlgorithmToPods,
        UserDispersionWeight = settings.VmUserDispersionWeight,
        Weights = PlacementWeights.Parse(settings.PlacementWeights),
        PartTimeLimit = TimeSpan.FromMilliseconds(settings.PlacementPluginMilliseconds),
        CheckHvm = settings.XenCheckHvm,
        GuestLimits = limits,
    };

    private static IReadOnlyList<string> Names(string? setting, string usual) => TagList.Split(string.IsNullOrWhiteSpace(setting) ? usual : setting);

    /// <summary>What the application registers comes before what plugins offer.</summary>
    private static PlacerParts Collect(IServiceProvider services)
    {
        var plugins = services.GetService<IPluginCatalog>() is { } catalog ? PlacerParts.From(catalog) : new PlacerParts();
        return new PlacerParts
        {
            Planners = [.. services.GetServices<IDeploymentPlanner>(), .. plugins.Planners],
            HostAllocators = [.. services.GetServices<IHostAllocator>(), .. plugins.HostAllocators],
            PoolAllocators = [.. services.GetServices<IStoragePoolAllocator>(), .. plugins.PoolAllocators],
            HostFilters = [.. services.GetServices<IHostFilter>(), .. plugins.HostFilters],
            HostScorers = [.. services.GetServices<IHostScorer>(), .. plugins.HostScorers],
            PoolFilters = [.. services.GetServices<IPoolFilter>(), .. plugins.PoolFilters],
            PoolScorers = [.. services.GetServices<IPoolScorer>(), .. plugins.PoolScorers],
        };
    }
}
