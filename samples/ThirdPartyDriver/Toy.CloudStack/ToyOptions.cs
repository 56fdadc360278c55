using System.Globalization;

namespace Toy.CloudStack;

/// <summary>What toy hosts are like.</summary>
public sealed record ToyOptions
{
    /// <summary>Cores of each host.</summary>
    public int Cpus { get; init; } = 16;

    /// <summary>Memory of each host in GiB.</summary>
    public int MemoryGib { get; init; } = 64;

    /// <summary>Reads the options from the plugin's settings.</summary>
    public static ToyOptions FromSettings(IReadOnlyDictionary<string, string> settings) => new()
    {
        Cpus = int.Parse(settings["cpus"], NumberStyles.None, CultureInfo.InvariantCulture),
        MemoryGib = int.Parse(settings["memory.gib"], NumberStyles.None, CultureInfo.InvariantCulture),
    };
}
