using System.Globalization;

namespace CloudStack.Drivers.Simulator.Tests.State;

/// <summary>
/// A process that works in a shared world: <c>worker STATE HOST FIRST</c> starts VMs FIRST, FIRST + 1, ... on HOST, removes every third again, and
/// writes the number of each after its answer, until it is killed.
/// </summary>
internal static class WorkerProgram
{
    public static async Task Main(string[] args)
    {
        if (args is not ["worker", var state, var host, var first])
        {
            return;
        }

        using var world = new SimulatorWorld(new SimulatorOptions { StateDirectory = state }, TimeProvider.System);
        var driver = new SimulatorDriver(world);
        var endpoint = Sample.Host(host);
        for (var number = int.Parse(first, CultureInfo.InvariantCulture); ; number++)
        {
            var spec = Sample.Vm(number);
            await driver.EnsureAsync(endpoint, spec, default);
            if (number % 3 == 0)
            {
                await driver.RemoveAsync(endpoint, spec.Vm, default);
            }

            await Console.Out.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
            await Console.Out.FlushAsync();
        }
    }
}
