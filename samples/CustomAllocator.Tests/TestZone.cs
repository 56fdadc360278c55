using CloudStack;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CustomAllocator.Tests;

/// <summary>A zone on an index, without a cloud, and a placer with the parts of the plugin as it registers them.</summary>
internal sealed class TestZone
{
    private const int Cores = 8;
    private const int Mhz = 2000;
    private const long GiB = 1L << 30;

    private readonly CapacityIndex _index = new();
    private readonly ZoneId _zone = new(Guid.NewGuid());
    private readonly Dictionary<HostId, string> _hosts = [];
    private readonly Placer _placer;

    /// <param name="planner">The planner that is set.</param>
    /// <param name="settings">Settings of the plugin.</param>
    public TestZone(string planner = "firstfit", params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        new CustomAllocatorPlugin().Configure(services, new PluginContext("custom-allocator", "", settings.ToDictionary(set => set.Name, set => set.Value)));
        using var parts = services.BuildServiceProvider();
        _placer = new Placer(
            new PlacementSettings { VmAllocationAlgorithm = planner, HostAllocators = ["LicenceAware"] },
            new PlacerParts { Planners = [.. parts.GetServices<IDeploymentPlanner>()], HostAllocators = [.. parts.GetServices<IHostAllocator>()] });
        _index.Upsert(new ZoneEntry(_zone, "zone"));
    }

    public PodId AddPod(string name)
    {
        var pod = new PodId(Guid.NewGuid());
        _index.Upsert(new PodEntry(pod, _zone, name));
        return pod;
    }

    public ClusterId AddCluster(PodId pod, string name)
    {
        var cluster = new ClusterId(Guid.NewGuid());
        _index.Upsert(new ClusterEntry(cluster, pod, name, "KVM"));
        return cluster;
    }

    public HostId AddHost(ClusterId cluster, string name, string? tag = null)
    {
        var host = new HostId(Guid.NewGuid());
        _index.Upsert(new HostEntry(host, cluster, name, Cores, Mhz, 64 * GiB) { Tags = tag is null ? [] : [tag] });
        _hosts[host] = name;
        return host;
    }

    /// <summary>Takes cores of a host for a guest.</summary>
    public void Use(HostId host, int cores) => _index.ApplyHostUsage(host, new HostUsage((long)cores * Mhz, GiB, Guests: 1));

    /// <summary>Places a VM of one core and takes its place; tells the host's name, or why there is none.</summary>
    /// <param name="templateTag">The tag for which the template asks.</param>
    /// <param name="hostTag">The tag for which the offering asks.</param>
    public string Place(string? templateTag = null, string? hostTag = null)
    {
        var result = _index.PlaceAndHold(_placer, new PlacementRequest
        {
            ZoneId = _zone, Hypervisor = "KVM", Cores = 1, Mhz = Mhz, MemoryBytes = GiB, TemplateTag = templateTag, HostTag = hostTag,
        }, out _);
        Assert.That(result.Faults, Is.Empty, "no part of the plugin threw");
        return result.HostId is { } host ? _hosts[host] : result.Refusal!;
    }
}
