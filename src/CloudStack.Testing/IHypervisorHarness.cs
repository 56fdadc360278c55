using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>
/// What the kit needs to try a hypervisor driver. The constructor must be cheap, for it also runs when tests are only listed:
/// <see cref="StartAsync"/> does the work. Checks run one after the other and clean up what they make.
/// </summary>
public interface IHypervisorHarness : IAsyncDisposable
{
    /// <summary>The driver. Available before <see cref="StartAsync"/>, but not called before it.</summary>
    IHypervisorDriver Driver { get; }

    /// <summary>Makes the hosts ready. Called once, before the first check.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Hosts to try: one, or two that reach the same pool, so that moving from one to the other can be tried.</summary>
    IReadOnlyList<HostEndpoint> Hosts { get; }

    /// <summary>An address of the driver's kind where nothing answers; its host name is unlike those of <see cref="Hosts"/>.</summary>
    HostEndpoint UnreachableHost { get; }

    /// <summary>A pool that all hosts reach and the kit may fill.</summary>
    PoolSpec Pool { get; }

    /// <summary>A small template for <see cref="Pool"/>.</summary>
    TemplateSpec Template { get; }

    /// <summary>A small ISO for CD drives, or null when there is none to try it with.</summary>
    IsoSpec? Iso => null;

    /// <summary>Another pool that all hosts reach and the kit may fill, for volumes that move; null for none.</summary>
    PoolSpec? OtherPool => null;

    /// <summary>A folder that hosts write images to and read them from, its address ending in a slash, for example <c>file:///tmp/images/</c>; null for none.</summary>
    Uri? ImageFolder => null;

    /// <summary>Format of the images that are written there.</summary>
    string ImageFormat => "QCOW2";

    /// <summary>Makes ids; new ones in every run where something is left over from the last.</summary>
    IIdSource Ids { get; }

    /// <summary>How long a single call may take before a check fails.</summary>
    TimeSpan CallTimeout => TimeSpan.FromMinutes(2);

    /// <summary>How soon a cancelled call must end.</summary>
    TimeSpan CancelTimeout => TimeSpan.FromSeconds(30);

    /// <summary>How many VMs are started at once where a check is about many.</summary>
    int Parallelism => 8;

    /// <summary>Checks (<see cref="ConformanceCheck.FullName"/>) or suites that do not hold for this driver or cannot be tried here, each with its reason.</summary>
    IReadOnlyDictionary<string, string> Exemptions => NoExemptions.Value;

    /// <summary>A VM that shall run, as small as can be.</summary>
    /// <param name="vm">Its name.</param>
    /// <param name="disks">Its disks; none when the driver has no <see cref="IHostStorage"/>: the harness then brings a disk of its own where one is needed.</param>
    VmSpec CreateVm(VmRef vm, IReadOnlyList<DiskSpec> disks);

    /// <summary>A NIC that can be attached on every host.</summary>
    /// <param name="device">Its device.</param>
    /// <param name="macAddress">Its MAC address.</param>
    NicSpec CreateNic(int device, string macAddress) =>
        new() { Id = NicId.From(Ids.NewGuid()), DeviceId = device, MacAddress = macAddress, TrafficType = "Guest" };

    /// <summary>Means to do things behind the driver's back, or null. Checks that need a missing one have to be exempted.</summary>
    HypervisorHooks? Hooks => null;
}

internal static class NoExemptions
{
    public static readonly IReadOnlyDictionary<string, string> Value = new Dictionary<string, string>();
}
