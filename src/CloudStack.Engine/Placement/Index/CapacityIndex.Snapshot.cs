using System.Text;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <content>A zone as bytes, from which an index is made that decides as this one does.</content>
public sealed partial class CapacityIndex
{
    private const byte SnapshotFormat = 1;

    /// <summary>The zone as it is now. Holds count as used. Order counts too: it breaks ties.</summary>
    /// <returns>Null when the zone is not known.</returns>
    internal byte[]? Encode(ZoneId id)
    {
        if (!zones.TryGetValue(id, out var zone)) return null;
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        lock (zone.Gate)
        {
            to.Write(SnapshotFormat);
            to.Put(id.Value);
            to.Write(zone.Name);
            to.Write(zone.IsEnabled);
            to.Put(zone.Dedication);
            var accounts = owners.All.ToDictionary(pair => pair.Value, pair => pair.Key);
            to.Write7BitEncodedInt(zone.Pods.Length);
            foreach (PodNode pod in zone.Pods)
            {
                to.Put(pod.Id.Value);
                to.Write(pod.Name);
                to.Write(pod.IsEnabled);
                to.Put(pod.Dedication);
            }
            to.Write7BitEncodedInt(zone.Clusters.Length);
            foreach (ClusterNode cluster in zone.Clusters) Put(to, cluster, accounts);
        }
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>An index of the one zone that <see cref="Encode"/> wrote.</summary>
    internal static CapacityIndex Decode(byte[] snapshot, out ZoneId zone)
    {
        using var from = new BinaryReader(new MemoryStream(snapshot), Encoding.UTF8);
        if (from.ReadByte() is var format && format != SnapshotFormat) throw new InvalidDataException($"The snapshot has the format {format}; this release reads {SnapshotFormat}.");
        var index = new CapacityIndex();
        zone = new ZoneId(from.TakeGuid());
        index.Upsert(new ZoneEntry(zone, from.ReadString(), from.ReadBoolean()) { Dedication = from.TakeDedication() });
        for (var pods = from.Read7BitEncodedInt(); pods > 0; pods--)
        {
            index.Upsert(new PodEntry(new(from.TakeGuid()), zone, from.ReadString(), from.ReadBoolean()) { Dedication = from.TakeDedication() });
        }
        for (var clusters = from.Read7BitEncodedInt(); clusters > 0; clusters--) index.TakeCluster(from);
        return index;
    }

    /// <summary>What a host is used for, holds included.</summary>
    internal HostUsage UsageOf(HostId id) => hosts.Find(id)?.Usage ?? default;

    private static void Put(BinaryWriter to, ClusterNode cluster, Dictionary<int, AccountId> accounts)
    {
        to.Put(cluster.Id.Value);
        to.Put(cluster.Pod.Id.Value);
        to.Write(cluster.Name);
        to.Write(cluster.Hypervisor);
        to.Write(cluster.IsEnabled);
        to.Put(cluster.Dedication);
        to.Write7BitEncodedInt(cluster.Hosts.Length);
        foreach (HostNode host in cluster.Hosts)
        {
            to.Put(host.Id.Value);
            to.Write(host.Name);
            to.Write7BitEncodedInt(host.Cores);
            to.Write7BitEncodedInt(host.Mhz);
            to.Write7BitEncodedInt64(host.Memory.Total);
            to.Write(host.State);
            to.Write(host.ResourceState);
            to.Write(host.HypervisorVersion);
            to.Put(host.Tags);
            to.Write(host.IsHvm);
            to.Put(host.PreferredGuestOs?.Value);
            to.Put(host.Dedication);
            to.Put(host.Usage);
            Put(to, host.Owners, accounts);
            Put(to, host.LocalPools, accounts);
        }
        Put(to, cluster.Pools, accounts);
    }

    private static void Put(BinaryWriter to, in OwnerCounts counts, Dictionary<int, AccountId> accounts)
    {
        var all = counts.All();
        to.Write7BitEncodedInt(all.Count);
        foreach (var (owner, count) in all)
        {
            to.Put(accounts[owner].Value);
            to.Write7BitEncodedInt(count);
        }
    }

    private static void Put(BinaryWriter to, IReadOnlyCollection<IPoolView> pools, Dictionary<int, AccountId> accounts)
    {
        to.Write7BitEncodedInt(pools.Count);
        foreach (PoolNode pool in pools)
        {
            to.Put(pool.Id.Value);
            to.Write(pool.Name);
            to.Write(pool.Type);
            to.Write(pool.State);
            to.Put(pool.Tags);
            to.Write7BitEncodedInt64(pool.CapacityBytes);
            to.Write7BitEncodedInt64(pool.AllocatedBytes);
            to.Write(pool.FullShare ?? double.NaN);
            to.Write7BitEncodedInt(pool.Templates.Count);
            foreach (var template in pool.Templates) to.Put(template.Value);
            Put(to, pool.Owners, accounts);
        }
    }

    private void TakeCluster(BinaryReader from)
    {
        var id = new ClusterId(from.TakeGuid());
        Upsert(new ClusterEntry(id, new(from.TakeGuid()), from.ReadString(), from.ReadString(), from.ReadBoolean()) { Dedication = from.TakeDedication() });
        for (var hosts = from.Read7BitEncodedInt(); hosts > 0; hosts--)
        {
            var entry = new HostEntry(new(from.TakeGuid()), id, from.ReadString(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt64())
            {
                State = from.ReadString(), ResourceState = from.ReadString(), HypervisorVersion = from.ReadString(), Tags = from.TakeTexts(), IsHvm = from.ReadBoolean(),
                PreferredGuestOs = from.TakeGuidOrNull() is { } category ? new(category) : null,
                Dedication = from.TakeDedication(),
            };
            Upsert(entry);
            SetHostUsage(entry.Id, from.TakeUsage());
            for (var counts = from.Read7BitEncodedInt(); counts > 0; counts--) ApplyOwnerVms(entry.Id, new(from.TakeGuid()), from.Read7BitEncodedInt());
            TakePools(from, id, entry.Id);
        }
        TakePools(from, id, null);
    }

    private void TakePools(BinaryReader from, ClusterId cluster, HostId? host)
    {
        for (var count = from.Read7BitEncodedInt(); count > 0; count--)
        {
            var id = new StoragePoolId(from.TakeGuid());
            var (name, type, state, tags) = (from.ReadString(), from.ReadString(), from.ReadString(), from.TakeTexts());
            Upsert(new PoolEntry(id, cluster, name, type, from.Read7BitEncodedInt64()) { HostId = host, State = state, Tags = tags });
            SetPoolUsage(id, from.Read7BitEncodedInt64());
            var full = from.ReadDouble();
            OnPool(id, pool => pool.FullShare = double.IsNaN(full) ? null : full);
            for (var templates = from.Read7BitEncodedInt(); templates > 0; templates--) SetTemplateOnPool(id, new(from.TakeGuid()), true);
            for (var counts = from.Read7BitEncodedInt(); counts > 0; counts--) ApplyOwnerVolumes(id, new(from.TakeGuid()), from.Read7BitEncodedInt());
        }
    }
}

/// <summary>The parts of which snapshots and logs are made.</summary>
internal static class CompactBinary
{
    public static void Put(this BinaryWriter to, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        to.Write(bytes);
    }

    public static void Put(this BinaryWriter to, Guid? value)
    {
        to.Write(value is not null);
        if (value is { } given) to.Put(given);
    }

    public static void Put(this BinaryWriter to, Dedication? value)
    {
        to.Write(value is not null);
        if (value is null) return;
        to.Write(value.Owner);
        to.Write(value.DomainPath);
        to.Put(value.AccountId?.Value);
    }

    public static Dedication? TakeDedication(this BinaryReader from) => !from.ReadBoolean() ? null
        : new(from.ReadString(), from.ReadString()) { AccountId = from.TakeGuidOrNull() is { } account ? new AccountId(account) : null };

    public static void Put(this BinaryWriter to, IReadOnlyCollection<string> texts)
    {
        to.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts) to.Write(text);
    }

    public static void Put(this BinaryWriter to, HostUsage usage)
    {
        to.PutSigned(usage.UsedCpu);
        to.PutSigned(usage.UsedMemory);
        to.PutSigned(usage.ReservedCpu);
        to.PutSigned(usage.ReservedMemory);
        to.PutSigned(usage.Guests);
    }

    /// <summary>Small numbers take few bytes, whatever their sign.</summary>
    public static void PutSigned(this BinaryWriter to, long value) => to.Write7BitEncodedInt64((value << 1) ^ (value >> 63));

    public static Guid TakeGuid(this BinaryReader from)
    {
        Span<byte> bytes = stackalloc byte[16];
        from.BaseStream.ReadExactly(bytes);
        return new Guid(bytes);
    }

    public static Guid? TakeGuidOrNull(this BinaryReader from) => from.ReadBoolean() ? from.TakeGuid() : null;

    public static IReadOnlyList<string> TakeTexts(this BinaryReader from)
    {
        var count = from.Read7BitEncodedInt();
        if (count == 0) return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = from.ReadString();
        return texts;
    }

    public static HostUsage TakeUsage(this BinaryReader from) => new(from.TakeSigned(), from.TakeSigned(), from.TakeSigned(), from.TakeSigned(), (int)from.TakeSigned());

    public static long TakeSigned(this BinaryReader from)
    {
        var value = (ulong)from.Read7BitEncodedInt64();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
