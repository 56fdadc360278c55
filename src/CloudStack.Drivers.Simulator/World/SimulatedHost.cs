using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace CloudStack.Drivers.Simulator;

/// <summary>A simulated machine. Everything but its name is read and changed under <see cref="Gate"/>.</summary>
internal sealed class SimulatedHost(string name)
{
    private SimulatedHostSize? _size;
    private HostFacts? _facts;
    private string? _ipAddress;

    public string Name { get; } = name;

    public Lock Gate { get; } = new();

    public VersionedMap<string, SimulatedVm> Vms { get; } = new();

    public VersionedMap<Guid, WorldRecord> Mounts { get; } = new();

    /// <summary>False when the host does not answer.</summary>
    public bool Answers { get; private set; } = true;

    public long AnswersVersion { get; private set; }

    /// <summary>Memory of its running VMs.</summary>
    public long MemoryUsed { get; private set; }

    public string LocalStoragePath => "/var/lib/simulator/" + Name;

    public string IpAddress => _ipAddress ??= IPAddress.TryParse(Name, out _) ? Name : MadeUpAddress();

    public SimulatedHostSize SizeFor(HostEndpoint endpoint, SimulatorOptions options) => _size ??= options.HostSize.For(endpoint);

    /// <summary>What the host is, its size read anew from the endpoint.</summary>
    public HostFacts Probe(HostEndpoint endpoint, SimulatorOptions options)
    {
        var size = options.HostSize.For(endpoint);
        if (_facts is null || size != _size)
        {
            _size = size;
            _facts = new HostFacts
            {
                Guid = StableHash.GuidOf(Name).ToString(),
                Name = Name,
                Cpus = size.Cpus,
                CpuMhz = size.CpuMhz,
                MemoryBytes = size.MemoryBytes,
                Capabilities = ["hvm", "snapshot"],
                HypervisorVersion = "1.0",
                PrivateIpAddress = IpAddress,
                LocalStorage = size.LocalDiskBytes > 0 ? new PoolFacts(size.LocalDiskBytes, 0) : null,
                LocalStoragePath = size.LocalDiskBytes > 0 ? LocalStoragePath : null,
            };
        }

        return _facts;
    }

    public void Apply(WorldRecord record)
    {
        lock (Gate)
        {
            switch (record.Kind)
            {
                case RecordKind.Vm:
                    if (Vms.TrySet(record.Name!, record.Vm, record.Version, out var before))
                    {
                        MemoryUsed += MemoryOf(record.Vm) - MemoryOf(before);
                    }

                    break;
                case RecordKind.Mount:
                    Mounts.TrySet(record.Pool, record.Gone ? null : record, record.Version, out _);
                    break;
                case RecordKind.Host when record.Version == 0 || record.Version > AnswersVersion:
                    (Answers, AnswersVersion) = (!record.Gone, record.Version);
                    break;
            }
        }
    }

    public IEnumerable<WorldRecord> Snapshot()
    {
        if (!Answers)
        {
            yield return new WorldRecord { Kind = RecordKind.Host, Host = Name, Gone = true, Version = AnswersVersion };
        }

        foreach (var (key, version, vm) in Vms.Entries)
        {
            yield return new WorldRecord { Kind = RecordKind.Vm, Host = Name, Name = key, Vm = vm, Version = version };
        }

        foreach (var mount in Mounts.Values)
        {
            yield return mount;
        }
    }

    public WorldRecord Change(SimulatedVm vm) => new() { Kind = RecordKind.Vm, Host = Name, Name = vm.Name, Vm = vm };

    public WorldRecord Forget(string vm) => new() { Kind = RecordKind.Vm, Host = Name, Name = vm };

    private static long MemoryOf(SimulatedVm? vm) => vm is { Power: VmPower.Running } ? vm.MemoryBytes : 0;

    private string MadeUpAddress()
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, StableHash.Of(0, Name));
        return string.Create(CultureInfo.InvariantCulture, $"10.{bytes[0]}.{bytes[1]}.{1 + bytes[2] % 254}");
    }
}
