using System.Globalization;

namespace CloudStack.Drivers.Simulator;

/// <summary>What a simulated world is like.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Number that all chance is drawn from. The same seed and the same calls give the same world.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Size of a host whose address and details do not say otherwise.</summary>
    public SimulatedHostSize HostSize { get; init; } = new(32, 2400, 128L << 30, 1L << 40);

    /// <summary>Size in bytes of a pool that is not a host's local storage.</summary>
    public long PoolBytes { get; init; } = 10L << 40;

    /// <summary>Virtual size in bytes of every template; on a pool it takes a quarter of that.</summary>
    public long TemplateBytes { get; init; } = 2L << 30;

    /// <summary>Whether a host starts VMs beyond its memory. When false it refuses, as some hypervisors do.</summary>
    public bool AllowOvercommit { get; init; } = true;

    /// <summary>
    /// Directory that keeps the world when the process dies, or null to keep it in memory.
    /// Up to 16 processes of one machine may share it, as long as no two work on the same VM at once. It does not survive a loss of power.
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>File with further faults in the text form of <see cref="SimulatorPlan"/>, read again whenever it changes; null for none.</summary>
    public string? ControlFile { get; init; }

    /// <summary>Faults and events from the start on.</summary>
    public SimulatorPlan Plan { get; init; } = SimulatorPlan.None;

    /// <summary>Reads the options from plugin settings; one that is missing or empty takes its default.</summary>
    /// <param name="settings">Settings by name, as in <c>cloudstack-plugin.json</c>.</param>
    /// <exception cref="ArgumentException">A setting is unknown or cannot be read; the message names it.</exception>
    public static SimulatorOptions FromSettings(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new SimulatorOptions();
        foreach (var (name, value) in settings)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                continue;
            }

            try
            {
                options = With(options, name, value.Trim());
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                throw new ArgumentException($"Setting '{name}' of the simulator cannot be '{value}': {e.Message}", nameof(settings), e);
            }
        }

        return options;
    }

    private static SimulatorOptions With(SimulatorOptions options, string name, string value) => name switch
    {
        "seed" => options with { Seed = long.Parse(value, CultureInfo.InvariantCulture) },
        "cpus" or "mhz" or "memory" or "localdisk" => options with { HostSize = options.HostSize.With(name, value) },
        "poolsize" => options with { PoolBytes = Quantity.ParseBytes(value) },
        "templatesize" => options with { TemplateBytes = Quantity.ParseBytes(value) },
        "overcommit" => options with { AllowOvercommit = bool.Parse(value) },
        "state" => options with { StateDirectory = value },
        "control" => options with { ControlFile = value },
        "faults" => options with { Plan = SimulatorPlan.Parse(value) },
        _ => throw new ArgumentException($"The simulator has no setting '{name}'. cloudstack-plugin.json lists those it has.", nameof(name)),
    };
}
