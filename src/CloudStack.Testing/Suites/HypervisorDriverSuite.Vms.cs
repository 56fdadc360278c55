using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed partial class HypervisorDriverSuite
{
    private static async Task A_vm_starts_and_is_observed(HypervisorTrial trial)
    {
        var spec = await trial.PrepareVmAsync();
        var returned = await trial.EnsureAsync(spec);
        Expect(returned.Name == spec.Vm.Name && returned.Power == VmPower.Running, $"EnsureAsync returned {returned.Name} as {returned.Power} instead of {spec.Vm.Name} as Running");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "ensure");
    }

    private static async Task A_second_ensure_leaves_one_vm(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var again = await trial.EnsureAsync(spec);
        Expect(again.Power == VmPower.Running, $"the second EnsureAsync returned {again.Power} instead of Running");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a second ensure");
    }

    private static async Task A_vm_stops_and_starts_again(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var stopped = await trial.EnsureAsync(spec with { Power = VmPower.Stopped });
        Expect(stopped.Power == VmPower.Stopped, $"EnsureAsync of a stop returned {stopped.Power}");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "a stop");
        var seen = await trial.FindAsync(spec.Vm);
        Expect(seen is not { StoppedByGuest: true }, "a VM that the cloud stopped is StoppedByGuest");
        await trial.EnsureAsync(spec);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a stop and a start");
    }

    private static async Task A_second_stop_changes_nothing(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.EnsureAsync(spec with { Power = VmPower.Stopped });
        await trial.EnsureAsync(spec with { Power = VmPower.Stopped });
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "a second stop");
    }

    private static async Task A_graceful_stop_ends_stopped(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var stopped = await trial.EnsureAsync(spec with { Power = VmPower.Stopped, GracefulStop = TimeSpan.FromSeconds(2) });
        Expect(stopped.Power == VmPower.Stopped, $"EnsureAsync of a graceful stop returned {stopped.Power}");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "a graceful stop");
        Expect(await trial.FindAsync(spec.Vm) is not { StoppedByGuest: true }, "a VM that the cloud stopped is StoppedByGuest");
    }

    private static async Task A_stop_of_an_absent_vm_counts_as_done(HypervisorTrial trial)
    {
        var spec = trial.Harness.CreateVm(trial.NewVm(), []) with { Power = VmPower.Stopped };
        var returned = await trial.EnsureAsync(spec);
        Expect(returned.Power == VmPower.Stopped, $"EnsureAsync returned {returned.Power} instead of Stopped");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "the stop of an absent VM");
    }

    private static async Task A_removed_vm_is_gone(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.RemoveAsync(spec.Vm);
        await trial.ExpectGoneAsync(spec.Vm, "remove");
        await trial.RemoveAsync(spec.Vm);
        await trial.ExpectGoneAsync(spec.Vm, "a second remove");
    }

    private static async Task A_remove_of_an_absent_vm_counts_as_done(HypervisorTrial trial)
    {
        var vm = trial.NewVm();
        await trial.RemoveAsync(vm);
        await trial.ExpectGoneAsync(vm, "the remove of an absent VM");
    }

    private static async Task A_removed_vm_can_be_ensured_again(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.RemoveAsync(spec.Vm);
        await trial.EnsureAsync(spec);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a remove and an ensure");
    }

    private static async Task Many_vms_start_at_once(HypervisorTrial trial)
    {
        var specs = new List<VmSpec>();
        for (var i = 0; i < trial.Harness.Parallelism; i++)
        {
            specs.Add(await trial.PrepareVmAsync());
        }

        await Task.WhenAll(specs.Select(spec => Task.Run(() => trial.EnsureAsync(spec))));
        var running = (await trial.ObserveAsync()).Where(vm => vm.Power == VmPower.Running).Select(vm => vm.Name).ToHashSet();
        var missing = specs.Where(spec => !running.Contains(spec.Vm.Name)).Select(spec => spec.Vm.Name).ToList();
        Expect(missing.Count == 0, $"of {specs.Count} VMs that were started at once, these do not run: {string.Join(", ", missing)}");
        await Task.WhenAll(specs.Select(spec => Task.Run(() => trial.RemoveAsync(spec.Vm))));
        foreach (var spec in specs)
        {
            await trial.ExpectGoneAsync(spec.Vm, "removing many at once");
        }
    }

    private static async Task Odd_texts_change_nothing_else(HypervisorTrial trial)
    {
        string[] texts = ["a'b\"c", "<domain>&amp;]]>", "$(reboot) `reboot` ; reboot | reboot", "%n{0}\\", "Zoë 雲 🖥", "--help"];
        foreach (var text in texts)
        {
            var spec = await trial.PrepareVmAsync() with { DisplayName = text, GuestOs = text };
            await trial.EnsureAsync(spec);
            await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, $"an ensure with display name {text}");
            await trial.RemoveAsync(spec.Vm);
            await trial.ExpectGoneAsync(spec.Vm, $"removing the VM with display name {text}");
        }
    }

    private static async Task Odd_instance_names_are_kept(HypervisorTrial trial)
    {
        foreach (var ending in new[] { "R&D", "it's", "$(id)", "a.b_c" })
        {
            var spec = await trial.PrepareVmAsync();
            var odd = spec with { Vm = trial.Rename(spec.Vm, ending) };
            await trial.EnsureAsync(odd);
            await trial.ExpectPowerAsync(odd.Vm, VmPower.Running, $"an ensure of {odd.Vm.Name}");
            await trial.RemoveAsync(odd.Vm);
            await trial.ExpectGoneAsync(odd.Vm, $"removing {odd.Vm.Name}");
        }
    }
}
