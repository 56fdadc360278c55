using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class ConsoleSuite : ConformanceSuite
{
    public ConsoleSuite() : base(typeof(IConsole))
    {
        Check(A_running_vm_has_a_console, "A running VM's console has an address, a port and a protocol, the same as the observation tells.");
        Check(An_absent_vm_has_no_console, "A VM that does not run gives NotApplied.");
    }

    private static async Task A_running_vm_has_a_console(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var console = await trial.LimitAsync("GetConsoleAsync", token => trial.Facet<IConsole>().GetConsoleAsync(trial.Host, spec.Vm, token));
        Expect(console is { Host.Length: > 0, Port: > 0 and < 65536, Protocol.Length: > 0 }, $"the console is {console}");
        var seen = (await trial.FindAsync(spec.Vm))?.Console;
        Expect(seen is null || seen == console, $"GetConsoleAsync tells {console}, ObserveAsync {seen}");
    }

    private static Task An_absent_vm_has_no_console(HypervisorTrial trial)
    {
        var vm = trial.NewVm();
        return trial.ExpectRefusalAsync("GetConsoleAsync of an absent VM", token => trial.Facet<IConsole>().GetConsoleAsync(trial.Host, vm, token));
    }
}
