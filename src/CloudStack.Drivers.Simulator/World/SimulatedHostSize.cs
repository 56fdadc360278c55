using System.Globalization;

namespace CloudStack.Drivers.Simulator;

/// <summary>How big a simulated host is.</summary>
/// <param name="Cpus">Cores.</param>
/// <param name="CpuMhz">Speed of a core in MHz.</param>
/// <param name="MemoryBytes">Memory for guests in bytes.</param>
/// <param name="LocalDiskBytes">Local storage in bytes; 0 for none.</param>
public sealed record SimulatedHostSize(int Cpus, int CpuMhz, long MemoryBytes, long LocalDiskBytes)
{
    internal SimulatedHostSize With(string name, string value) => name switch
    {
        "cpus" => this with { Cpus = Positive(value) },
        "mhz" => this with { CpuMhz = Positive(value) },
        "memory" => this with { MemoryBytes = Quantity.ParseBytes(value) },
        "localdisk" => this with { LocalDiskBytes = Quantity.ParseBytes(value) },
        _ => this,
    };

    /// <summary>The size that a host's address asks for, else its details, else these defaults.</summary>
    internal SimulatedHostSize For(HostEndpoint endpoint)
    {
        var size = this;
        foreach (var (name, value) in endpoint.Details)
        {
            size = Read(size, endpoint, name, value);
        }

        foreach (var pair in endpoint.Address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                size = Read(size, endpoint, pair[..at], Uri.UnescapeDataString(pair[(at + 1)..]));
            }
        }

        return size;
    }

    private static SimulatedHostSize Read(SimulatedHostSize size, HostEndpoint endpoint, string name, string value)
    {
        try
        {
            return size.With(name, value);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new DriverException(Outcome.NotApplied, $"Host {endpoint.Address.Host} cannot have {name}={value}: {e.Message}", innerException: e);
        }
    }

    private static int Positive(string value) =>
        int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) is var number and > 0 ? number : throw new FormatException("It must be above 0.");
}
