using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed partial class HypervisorDriverSuite
{
    private static async Task Only_names_of_the_cloud_are_observed(HypervisorTrial trial)
    {
        await trial.StartVmAsync();
        foreach (var vm in await trial.ObserveAsync())
        {
            Expect(IsCloudName(vm.Name), $"ObserveAsync lists '{vm.Name}'");
        }
    }

    private static async Task A_foreign_vm_is_left_out(HypervisorTrial trial)
    {
        var name = "foreign-" + trial.NewVm().Name[..^3];
        trial.AtEnd(() => trial.Hooks.RemoveForeignVm!(trial.Host, name, trial.CancellationToken));
        await trial.Hooks.PlantForeignVm!(trial.Host, name, trial.CancellationToken);
        var seen = await trial.ObserveAsync();
        Expect(seen.All(vm => vm.Name != name), $"ObserveAsync lists '{name}'");
    }

    private static async Task A_guest_that_switched_itself_off_is_told_apart(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        await trial.Hooks.ShutDownGuest!(trial.Host, spec.Vm.Name, trial.CancellationToken);
        var seen = await trial.FindAsync(spec.Vm);
        Expect(seen is { Power: VmPower.Stopped, StoppedByGuest: true }, $"the VM is observed as {seen?.ToString() ?? "absent"}");
    }

    private static async Task A_killed_vm_is_not_stopped_by_its_guest(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.Hooks.KillVm!(trial.Host, spec.Vm.Name, trial.CancellationToken);
        var seen = await trial.FindAsync(spec.Vm);
        Expect(seen is null or { Power: VmPower.Stopped or VmPower.Crashed, StoppedByGuest: false }, $"the VM is observed as {seen}");
    }

    private static async Task A_killed_vm_starts_again(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.Hooks.KillVm!(trial.Host, spec.Vm.Name, trial.CancellationToken);
        await trial.EnsureAsync(spec);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a kill and an ensure");
    }

    private static async Task A_cancelled_token_does_nothing(HypervisorTrial trial)
    {
        var spec = await trial.PrepareVmAsync();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        try
        {
            await trial.Driver.EnsureAsync(trial.Host, spec, cancellation.Token).WaitAsync(trial.Harness.CancelTimeout, trial.CancellationToken);
            throw new ConformanceException("EnsureAsync with a cancelled token succeeded");
        }
        catch (OperationCanceledException)
        {
            trial.CancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is not ConformanceException)
        {
            throw new ConformanceException($"EnsureAsync with a cancelled token threw {Describe(e)}", e);
        }

        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "an ensure that was cancelled before it began");
    }

    private static async Task A_cancelled_ensure_converges(HypervisorTrial trial)
    {
        // Cancelled at several moments: early, and when most of the work is likely under way.
        foreach (var after in new[] { 0, 20, 200, 1000 })
        {
            var spec = await trial.PrepareVmAsync();
            await trial.CancelAsync("EnsureAsync", token => trial.Driver.EnsureAsync(trial.Host, spec, token), TimeSpan.FromMilliseconds(after));
            await trial.FindAsync(spec.Vm);
            await trial.EnsureAsync(spec);
            await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a cancelled and another ensure");
            await trial.RemoveAsync(spec.Vm);
            await trial.ExpectGoneAsync(spec.Vm, "remove");
        }
    }

    private static async Task A_cut_connection_converges(HypervisorTrial trial)
    {
        var (running, fresh) = (await trial.StartVmAsync(), await trial.PrepareVmAsync());
        trial.AtEnd(() => trial.Hooks.RestoreConnection!(trial.Host, trial.CancellationToken));
        await trial.Hooks.CutConnection!(trial.Host, trial.CancellationToken);
        try
        {
            await trial.EnsureAsync(fresh);
            throw new ConformanceException("EnsureAsync succeeded while the connection to the host was cut");
        }
        catch (DriverException e)
        {
            Expect(e.Outcome is Outcome.NotApplied or Outcome.Unknown, $"EnsureAsync failed with outcome {e.Outcome} while the connection was cut: {e.Message}");
        }

        await trial.Hooks.RestoreConnection!(trial.Host, trial.CancellationToken);
        await trial.ExpectPowerAsync(running.Vm, VmPower.Running, "a cut connection");
        await trial.EnsureAsync(fresh);
        await trial.ExpectPowerAsync(fresh.Vm, VmPower.Running, "a cut connection and another ensure");
    }

    private static async Task A_lost_answer_is_not_called_not_applied(HypervisorTrial trial)
    {
        var spec = await trial.PrepareVmAsync();
        await trial.Hooks.LoseNextAnswer!(trial.Host, trial.CancellationToken);
        try
        {
            await trial.EnsureAsync(spec);
        }
        catch (DriverException e)
        {
            var seen = await trial.FindAsync(spec.Vm);
            Expect(e.Outcome != Outcome.NotApplied || seen is null, $"EnsureAsync failed as NotApplied, but VM {spec.Vm.Name} is {seen?.Power}: {e.Message}");
        }

        await trial.EnsureAsync(spec);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a lost answer and another ensure");
    }
}
