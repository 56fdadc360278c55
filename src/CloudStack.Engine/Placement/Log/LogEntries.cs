using System.Text;
using System.Text.Json;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>What an entry of the decision log tells.</summary>
internal enum LogKind : byte
{
    Settings = 1,
    Decision,
    Refusal,
    HostChange,
    HostUsage,
    OwnerVms,
    PoolChange,
    PoolUsage,
    OwnerVolumes,
    Template,
}

/// <summary>How a decision ended.</summary>
internal enum LogOutcome : byte
{
    /// <summary>On a host, and held there.</summary>
    Placed,
    /// <summary>On a host, in the capacity that it keeps for this VM.</summary>
    AtReservation,
    /// <summary>There is no place.</summary>
    Refused,
    /// <summary>There was a place, but it could not be held; decided again.</summary>
    Lost,
}

/// <summary>An entry of the decision log, in the order in which things happened to the zone.</summary>
internal abstract record LogEntry;

/// <summary>The settings that the decisions from here on obey.</summary>
internal sealed record SettingsEntry(PlacementSettings Settings) : LogEntry;

/// <summary>A decision.</summary>
internal sealed record DecisionEntry(DateTimeOffset Time, Guid Vm, PlacementRequest Request, LogOutcome Outcome, long Microseconds) : LogEntry
{
    public HostId? Host { get; init; }

    public IReadOnlyList<VolumePlacement> Volumes { get; init; } = [];
}

/// <summary>Why the decision with that seed was refused.</summary>
internal sealed record RefusalEntry(ulong Seed, string Text) : LogEntry;

/// <summary>A change of the zone; what an id says depends on the kind.</summary>
internal sealed record ChangeEntry(LogKind Kind, Guid Id, Guid Other, HostUsage Usage, long Amount) : LogEntry
{
    public static ChangeEntry Host(HostId id, HostUsage change) => new(LogKind.HostChange, id.Value, default, change, 0);

    public static ChangeEntry HostIs(HostId id, HostUsage usage) => new(LogKind.HostUsage, id.Value, default, usage, 0);

    public static ChangeEntry OwnerVms(HostId id, AccountId owner, int change) => new(LogKind.OwnerVms, id.Value, owner.Value, default, change);

    public static ChangeEntry Pool(StoragePoolId id, long bytes) => new(LogKind.PoolChange, id.Value, default, default, bytes);

    public static ChangeEntry PoolIs(StoragePoolId id, long bytes) => new(LogKind.PoolUsage, id.Value, default, default, bytes);

    public static ChangeEntry OwnerVolumes(StoragePoolId id, AccountId owner, int change) => new(LogKind.OwnerVolumes, id.Value, owner.Value, default, change);

    public static ChangeEntry Template(StoragePoolId pool, TemplateId template, bool isThere) => new(LogKind.Template, pool.Value, template.Value, default, isThere ? 1 : 0);

    /// <summary>Does the same to an index. Figures that were set are set: the index has no holds of its own.</summary>
    public void ApplyTo(CapacityIndex index) => _ = Kind switch
    {
        LogKind.HostChange => index.ApplyHostUsage(new(Id), Usage),
        LogKind.HostUsage => index.SetHostUsage(new(Id), Usage),
        LogKind.OwnerVms => index.ApplyOwnerVms(new(Id), new(Other), (int)Amount),
        LogKind.PoolChange => index.ApplyPoolUsage(new(Id), Amount),
        LogKind.PoolUsage => index.SetPoolUsage(new(Id), Amount),
        LogKind.OwnerVolumes => index.ApplyOwnerVolumes(new(Id), new(Other), (int)Amount),
        _ => index.SetTemplateOnPool(new(Id), new(Other), Amount != 0),
    };
}

/// <summary>
/// Writes entries as bytes and reads them. A decision takes 100 to 200 bytes; what it does not have takes none. Whoever adds a property to
/// <see cref="PlacementRequest"/> adds it here, at the end of the request, with a bit of its own.
/// </summary>
internal static class LogCodec
{
    private const int LongestRefusal = 120;

    [ThreadStatic]
    private static BinaryWriter? _writer;

    public static byte[] Encode(LogEntry entry)
    {
        var to = _writer ??= new BinaryWriter(new MemoryStream(512), Encoding.UTF8);
        var bytes = (MemoryStream)to.BaseStream;
        bytes.SetLength(0);
        switch (entry)
        {
            case SettingsEntry settings:
                to.Write((byte)LogKind.Settings);
                to.Write(JsonSerializer.Serialize(settings.Settings));
                break;
            case DecisionEntry decision:
                Put(to, decision);
                break;
            case RefusalEntry refusal:
                to.Write((byte)LogKind.Refusal);
                to.Write(refusal.Seed);
                to.Write(refusal.Text.Length > LongestRefusal ? refusal.Text[..LongestRefusal] : refusal.Text);
                break;
            case ChangeEntry change:
                Put(to, change);
                break;
        }
        to.Flush();
        return bytes.ToArray();
    }

    public static IEnumerable<LogEntry> Decode(byte[] entries)
    {
        using var from = new BinaryReader(new MemoryStream(entries), Encoding.UTF8);
        while (from.BaseStream.Position < entries.Length)
        {
            var kind = (LogKind)from.ReadByte();
            yield return kind switch
            {
                LogKind.Settings => new SettingsEntry(JsonSerializer.Deserialize<PlacementSettings>(from.ReadString())!),
                LogKind.Decision => TakeDecision(from),
                LogKind.Refusal => new RefusalEntry(from.ReadUInt64(), from.ReadString()),
                >= LogKind.HostChange and <= LogKind.Template => TakeChange(from, kind),
                _ => throw new InvalidDataException($"The decision log has an entry of the kind {kind}, which this release does not know."),
            };
        }
    }

    private static void Put(BinaryWriter to, ChangeEntry change)
    {
        to.Write((byte)change.Kind);
        to.Put(change.Id);
        if (change.Kind is LogKind.OwnerVms or LogKind.OwnerVolumes or LogKind.Template) to.Put(change.Other);
        if (change.Kind is LogKind.HostChange or LogKind.HostUsage) to.Put(change.Usage);
        else to.PutSigned(change.Amount);
    }

    private static ChangeEntry TakeChange(BinaryReader from, LogKind kind)
    {
        var id = from.TakeGuid();
        var other = kind is LogKind.OwnerVms or LogKind.OwnerVolumes or LogKind.Template ? from.TakeGuid() : default;
        return kind is LogKind.HostChange or LogKind.HostUsage ? new(kind, id, other, from.TakeUsage(), 0) : new(kind, id, other, default, from.TakeSigned());
    }

    private static void Put(BinaryWriter to, DecisionEntry decision)
    {
        to.Write((byte)LogKind.Decision);
        to.Write7BitEncodedInt64(decision.Time.ToUnixTimeMilliseconds());
        to.Put(decision.Vm);
        to.Write7BitEncodedInt64(decision.Microseconds);
        to.Write((byte)decision.Outcome);
        Put(to, decision.Request);
        if (decision.Host is not { } host) return;
        to.Put(host.Value);
        foreach (var volume in decision.Volumes)
        {
            to.Put(volume.PoolId.Value);
            to.Write7BitEncodedInt64(volume.Bytes);
            to.Write(volume.CopiesTemplate);
        }
    }

    private static DecisionEntry TakeDecision(BinaryReader from)
    {
        var (time, vm, microseconds, outcome) = (DateTimeOffset.FromUnixTimeMilliseconds(from.Read7BitEncodedInt64()), from.TakeGuid(), from.Read7BitEncodedInt64(), (LogOutcome)from.ReadByte());
        var request = TakeRequest(from);
        if (outcome is not (LogOutcome.Placed or LogOutcome.AtReservation)) return new(time, vm, request, outcome, microseconds);
        return new(time, vm, request, outcome, microseconds)
        {
            Host = new(from.TakeGuid()),
            Volumes = [.. request.Volumes.Select(volume => new VolumePlacement(volume.Id, new(from.TakeGuid()), from.Read7BitEncodedInt64(), from.ReadBoolean()))],
        };
    }

    private static void Put(BinaryWriter to, PlacementRequest request)
    {
        var avoid = request.Avoid;
        var avoids = avoid.Pods.Count + avoid.Clusters.Count + avoid.Hosts.Count + avoid.Pools.Count > 0;
        to.Write7BitEncodedInt(Bits(request.PodId is not null, request.ClusterId is not null, request.HostId is not null, request.LastHostId is not null,
            request.KeepsReservation, request.HostTag is not null, request.TemplateTag is not null, request.RequiresHvm, request.GuestOsCategoryId is not null,
            request.OwnerId is not null, request.IsRootAdmin, request.IsHaRestart, avoids, request.Algorithm is not null, request.Seed is not null,
            request.OwnerDomainPath is not null, request.Affinity.Count > 0));
        to.Put(request.ZoneId.Value);
        if (request.PodId is { } pod) to.Put(pod.Value);
        if (request.ClusterId is { } cluster) to.Put(cluster.Value);
        if (request.HostId is { } host) to.Put(host.Value);
        if (request.LastHostId is { } last) to.Put(last.Value);
        to.Write(request.Hypervisor);
        to.Write7BitEncodedInt(request.Cores);
        to.Write7BitEncodedInt(request.Mhz);
        to.Write7BitEncodedInt64(request.MemoryBytes);
        if (request.HostTag is { } hostTag) to.Write(hostTag);
        if (request.TemplateTag is { } templateTag) to.Write(templateTag);
        if (request.GuestOsCategoryId is { } category) to.Put(category.Value);
        if (request.OwnerId is { } owner) to.Put(owner.Value);
        if (avoids)
        {
            Put(to, [.. avoid.Pods.Select(id => id.Value)]);
            Put(to, [.. avoid.Clusters.Select(id => id.Value)]);
            Put(to, [.. avoid.Hosts.Select(id => id.Value)]);
            Put(to, [.. avoid.Pools.Select(id => id.Value)]);
        }
        if (request.Algorithm is { } algorithm) to.Write(algorithm);
        if (request.Seed is { } seed) to.Write(seed);
        to.Write7BitEncodedInt(request.Volumes.Count);
        foreach (var volume in request.Volumes) Put(to, volume);
        if (request.OwnerDomainPath is { } path) to.Write(path);
        if (request.Affinity.Count > 0) Put(to, request.Affinity);
    }

    private static void Put(BinaryWriter to, IReadOnlyList<AffinityRule> rules)
    {
        to.Write7BitEncodedInt(rules.Count);
        foreach (var rule in rules)
        {
            to.Put(rule.GroupId.Value);
            to.Write(rule.Name);
            to.Write((byte)rule.Type);
            to.Write7BitEncodedInt(rule.Members.Count);
            foreach (var member in rule.Members)
            {
                to.Write(member.Vm);
                to.Put(member.HostId.Value);
                to.Write(member.Host);
            }
        }
    }

    private static AffinityRule[] TakeAffinity(BinaryReader from)
    {
        var rules = new AffinityRule[from.Read7BitEncodedInt()];
        for (var i = 0; i < rules.Length; i++)
        {
            var (group, name, type) = (new AffinityGroupId(from.TakeGuid()), from.ReadString(), (AffinityType)from.ReadByte());
            var members = new AffinityMember[from.Read7BitEncodedInt()];
            for (var j = 0; j < members.Length; j++) members[j] = new AffinityMember(from.ReadString(), new HostId(from.TakeGuid()), from.ReadString());
            rules[i] = new AffinityRule(group, name, type, members);
        }
        return rules;
    }

    private static PlacementRequest TakeRequest(BinaryReader from)
    {
        var bits = from.Read7BitEncodedInt();
        bool Has(int bit) => (bits & (1 << bit)) != 0;
        return new PlacementRequest
        {
            ZoneId = new(from.TakeGuid()),
            PodId = Has(0) ? new(from.TakeGuid()) : null,
            ClusterId = Has(1) ? new(from.TakeGuid()) : null,
            HostId = Has(2) ? new(from.TakeGuid()) : null,
            LastHostId = Has(3) ? new(from.TakeGuid()) : null,
            KeepsReservation = Has(4),
            Hypervisor = from.ReadString(),
            Cores = from.Read7BitEncodedInt(),
            Mhz = from.Read7BitEncodedInt(),
            MemoryBytes = from.Read7BitEncodedInt64(),
            HostTag = Has(5) ? from.ReadString() : null,
            TemplateTag = Has(6) ? from.ReadString() : null,
            RequiresHvm = Has(7),
            GuestOsCategoryId = Has(8) ? new(from.TakeGuid()) : null,
            OwnerId = Has(9) ? new(from.TakeGuid()) : null,
            IsRootAdmin = Has(10),
            IsHaRestart = Has(11),
            Avoid = Has(12) ? TakeAvoid(from) : AvoidSet.Empty,
            Algorithm = Has(13) ? from.ReadString() : null,
            Seed = Has(14) ? from.ReadUInt64() : null,
            Volumes = TakeVolumes(from),
            OwnerDomainPath = Has(15) ? from.ReadString() : null,
            Affinity = Has(16) ? TakeAffinity(from) : [],
        };
    }

    private static AvoidSet TakeAvoid(BinaryReader from) => new()
    {
        Pods = [.. TakeGuids(from).Select(id => new PodId(id))],
        Clusters = [.. TakeGuids(from).Select(id => new ClusterId(id))],
        Hosts = [.. TakeGuids(from).Select(id => new HostId(id))],
        Pools = [.. TakeGuids(from).Select(id => new StoragePoolId(id))],
    };

    private static void Put(BinaryWriter to, VolumeRequest volume)
    {
        to.Put(volume.Id.Value);
        to.Write7BitEncodedInt64(volume.SizeBytes);
        to.Write((byte)Bits(volume.IsRoot, volume.IsLocal, volume.IsSystemUse, volume.Tags.Count > 0, volume.ExistingPoolId is not null, volume.TemplateId is not null));
        if (volume.Tags.Count > 0) to.Put(volume.Tags);
        if (volume.ExistingPoolId is { } pool) to.Put(pool.Value);
        if (volume.TemplateId is { } template) to.Put(template.Value);
        to.Write7BitEncodedInt64(volume.TemplateSizeBytes);
    }

    private static IReadOnlyList<VolumeRequest> TakeVolumes(BinaryReader from)
    {
        var volumes = new VolumeRequest[from.Read7BitEncodedInt()];
        for (var i = 0; i < volumes.Length; i++)
        {
            var (id, size, bits) = (new VolumeId(from.TakeGuid()), from.Read7BitEncodedInt64(), from.ReadByte());
            volumes[i] = new VolumeRequest(id, size)
            {
                IsRoot = (bits & 1) != 0,
                IsLocal = (bits & 2) != 0,
                IsSystemUse = (bits & 4) != 0,
                Tags = (bits & 8) != 0 ? from.TakeTexts() : [],
                ExistingPoolId = (bits & 16) != 0 ? new(from.TakeGuid()) : null,
                TemplateId = (bits & 32) != 0 ? new(from.TakeGuid()) : null,
                TemplateSizeBytes = from.Read7BitEncodedInt64(),
            };
        }
        return volumes;
    }

    private static void Put(BinaryWriter to, IReadOnlyCollection<Guid> ids)
    {
        to.Write7BitEncodedInt(ids.Count);
        foreach (var id in ids) to.Put(id);
    }

    private static Guid[] TakeGuids(BinaryReader from)
    {
        var ids = new Guid[from.Read7BitEncodedInt()];
        for (var i = 0; i < ids.Length; i++) ids[i] = from.TakeGuid();
        return ids;
    }

    private static int Bits(params ReadOnlySpan<bool> flags)
    {
        var bits = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if (flags[i]) bits |= 1 << i;
        }
        return bits;
    }
}
