using CloudStack.Drivers;

namespace CloudStack.Testing;

internal sealed class RebootSuite : ConformanceSuite
{
    public RebootSuite() : base(typeof(IReboot))
    {
        Check(A_rebooted_vm_runs, "A VM runs after a reboot, and after another.");
        Check(An_absent_vm_is_not_rebooted, "A VM that does not run gives NotApplied, and is not started.");
    }

    private static async Task A_rebooted_vm_runs(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        for (var times = 1; times <= 2; times++)
        {
            await trial.LimitAsync("RebootAsync", token => trial.Facet<IReboot>().RebootAsync(trial.Host, spec.Vm, token));
            await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, $"reboot {times}");
        }
    }

    private static async Task An_absent_vm_is_not_rebooted(HypervisorTrial trial)
    {
        var vm = trial.NewVm();
        await trial.ExpectRefusalAsync("RebootAsync of an absent VM", token => trial.Facet<IReboot>().RebootAsync(trial.Host, vm, token));
        await trial.ExpectPowerAsync(vm, VmPower.Stopped, "a refused reboot");
    }
}
