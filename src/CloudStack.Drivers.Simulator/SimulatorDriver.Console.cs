namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IConsole
{
    /// <inheritdoc/>
    public Task<ConsoleAddress> GetConsoleAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return CallAsync(SimulatorCall.Console, host, vm.Name, vm.Name, static (_, machine, name) => ConsoleOf(machine, RequireRunning(machine, name).Name), cancellationToken);
    }

    // Nothing listens there; the port only has to be the same each time.
    private static ConsoleAddress ConsoleOf(SimulatedHost host, string vm) => new(host.IpAddress, 5900 + StableHash.Below(10_000, 0, vm));
}
