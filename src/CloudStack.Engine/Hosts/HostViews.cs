using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Hosts as clients see them.</summary>
internal sealed class HostViews(SettingsStore settings, HostMeasurements measurements)
{
    private static readonly string ProductVersion = typeof(HostViews).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>A host with all details.</summary>
    public async Task<Host> GetAsync(Db db, long id) => View(await Parts.ReadAsync(db, id), HostDetails.All);

    /// <summary>What the views are made of, in one query.</summary>
    public static readonly RowView<HostRow, HostParts> Parts = new((hosts, db) =>
        from host in hosts
        join zone in db.Zones on host.ZoneId equals zone.Id
        from pod in db.Pods.Where(row => row.Id == host.PodId).DefaultIfEmpty()
        from cluster in db.Clusters.Where(row => row.Id == host.ClusterId).DefaultIfEmpty()
        from capacity in db.HostCapacities.Where(row => row.HostId == host.Id).DefaultIfEmpty()
        from category in db.GuestOsCategories.Where(row => row.Id == host.GuestOsCategoryId).DefaultIfEmpty()
        from server in db.ManagementServers.Where(row => row.Id == host.ManagementServerId).DefaultIfEmpty()
        orderby host.Id
        select new HostParts(host, zone, pod, cluster, capacity, category, server,
            db.StoragePools.Any(pool => pool.HostId == host.Id && pool.Removed.IsNotSet())));

    public Host View(HostParts parts, HostDetails details)
    {
        var host = parts.Host;
        var view = new Host
        {
            Id = new HostId(host.Uuid),
            Name = host.Name,
            State = host.Status,
            Disconnected = host.Disconnected,
            Type = host.Type,
            OsCategoryId = parts.Category is null ? null : new GuestOsCategoryId(parts.Category.Uuid),
            OsCategoryName = parts.Category?.Name,
            IpAddress = host.PrivateIp ?? HostOf(host.Address),
            ZoneId = new ZoneId(parts.Zone.Uuid),
            ZoneName = parts.Zone.Name,
            PodId = parts.Pod is null ? null : new PodId(parts.Pod.Uuid),
            PodName = parts.Pod?.Name,
            Version = ProductVersion,
            Hypervisor = host.Hypervisor,
            CpuNumber = host.Cpus,
            CpuSpeed = host.CpuMhz,
            Capabilities = host.Capabilities,
            LastPinged = host.LastPinged,
            ManagementServerId = parts.Server?.MsId,
            ClusterId = parts.Cluster is null ? null : new ClusterId(parts.Cluster.Uuid),
            ClusterName = parts.Cluster?.Name,
            ClusterType = parts.Cluster?.ClusterType,
            IsLocalStorageActive = parts.HasLocalStorage,
            Created = host.Created,
            Removed = host.Removed,
            ResourceState = host.ResourceState,
            Events = details.HasFlag(HostDetails.Events) ? HostEvents.After(host.Status) : null,
        };
        if (host.Type == HostRules.Routing && details.HasFlag(HostDetails.Capacity))
        {
            view = WithCapacity(view, parts);
        }
        return host.Type == HostRules.Routing && details.HasFlag(HostDetails.Stats) ? WithStatistics(view, host) : view;
    }

    private Host WithCapacity(Host view, HostParts parts)
    {
        var host = parts.Host;
        var capacity = parts.Capacity ?? new HostCapacityRow { TotalCpu = (long)host.Cpus * host.CpuMhz, TotalMemory = host.MemoryBytes };
        var current = settings.Current;
        return view with
        {
            MemoryTotal = capacity.TotalMemory,
            MemoryAllocated = capacity.UsedMemory + capacity.ReservedMemory,
            CpuAllocated = Percent(capacity.TotalCpu == 0 ? 0 : (capacity.UsedCpu + capacity.ReservedCpu) * 100.0 / capacity.TotalCpu),
            CpuWithOverprovisioning = (capacity.TotalCpu * current.CpuOverprovisioningFactor).ToString("0.0#", CultureInfo.InvariantCulture),
            HostTags = host.Tags,
            HypervisorVersion = host.HypervisorVersion,
            HaHost = !string.IsNullOrEmpty(current.HaTag) && HostRules.TagList(host.Tags).Contains(current.HaTag),
        };
    }

    private Host WithStatistics(Host view, HostRow host) =>
        measurements.Find(host.Id) is not { } measured ? view : view with
        {
            CpuUsed = Percent(measured.CpuPercent),
            MemoryUsed = measured.MemoryUsedBytes,
            NetworkKbsRead = measured.NetworkReadBytes / 1024,
            NetworkKbsWrite = measured.NetworkWriteBytes / 1024,
        };

    private static string Percent(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string? HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : null;
}

/// <summary>A host's row and those around it.</summary>
internal sealed record HostParts(
    HostRow Host, ZoneRow Zone, PodRow? Pod, ClusterRow? Cluster, HostCapacityRow? Capacity, GuestOsCategoryRow? Category, ManagementServerRow? Server,
    bool HasLocalStorage);
