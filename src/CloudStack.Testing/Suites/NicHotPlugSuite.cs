using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class NicHotPlugSuite : ConformanceSuite
{
    private const string Mac = "02:00:5e:00:53:01";

    public NicHotPlugSuite() : base(typeof(INicHotPlug))
    {
        Check(A_second_attach_leaves_one_nic, "A NIC with the same MAC address that is there already stays.");
        Check(A_second_detach_changes_nothing, "A NIC that is not there counts as detached.");
        Check(A_nic_can_be_attached_again, "A detached NIC can be attached again.");
        Check(An_attach_to_an_absent_vm_is_refused, "A VM that does not run gives NotApplied.");
    }

    private static Task AttachAsync(HypervisorTrial trial, VmRef vm, NicSpec nic) =>
        trial.LimitAsync("AttachNicAsync", token => trial.Facet<INicHotPlug>().AttachNicAsync(trial.Host, vm, nic, token));

    private static Task DetachAsync(HypervisorTrial trial, VmRef vm, NicSpec nic) =>
        trial.LimitAsync("DetachNicAsync", token => trial.Facet<INicHotPlug>().DetachNicAsync(trial.Host, vm, nic, token));

    private static async Task<(VmSpec Spec, NicSpec Nic)> PrepareAsync(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        return (spec, trial.Harness.CreateNic(spec.Nics.Count, Mac));
    }

    private static async Task ExpectNicsAsync(HypervisorTrial trial, VmSpec spec, int more, string when)
    {
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, when);
        if (trial.Harness.Hooks?.CountNics is { } count)
        {
            var nics = await count(trial.Host, spec.Vm.Name, trial.CancellationToken);
            Expect(nics == spec.Nics.Count + more, $"after {when}, VM {spec.Vm.Name} has {nics} NICs instead of {spec.Nics.Count + more}");
        }
    }

    private static async Task A_second_attach_leaves_one_nic(HypervisorTrial trial)
    {
        var (spec, nic) = await PrepareAsync(trial);
        await AttachAsync(trial, spec.Vm, nic);
        await ExpectNicsAsync(trial, spec, 1, "an attach");
        await AttachAsync(trial, spec.Vm, nic);
        await ExpectNicsAsync(trial, spec, 1, "a second attach");
    }

    private static async Task A_second_detach_changes_nothing(HypervisorTrial trial)
    {
        var (spec, nic) = await PrepareAsync(trial);
        await DetachAsync(trial, spec.Vm, nic);
        await ExpectNicsAsync(trial, spec, 0, "the detach of a NIC that was never attached");
        await AttachAsync(trial, spec.Vm, nic);
        await DetachAsync(trial, spec.Vm, nic);
        await DetachAsync(trial, spec.Vm, nic);
        await ExpectNicsAsync(trial, spec, 0, "a second detach");
    }

    private static async Task A_nic_can_be_attached_again(HypervisorTrial trial)
    {
        var (spec, nic) = await PrepareAsync(trial);
        await AttachAsync(trial, spec.Vm, nic);
        await DetachAsync(trial, spec.Vm, nic);
        await AttachAsync(trial, spec.Vm, nic);
        await ExpectNicsAsync(trial, spec, 1, "attach, detach and attach");
    }

    private static async Task An_attach_to_an_absent_vm_is_refused(HypervisorTrial trial)
    {
        var (vm, nic) = (trial.NewVm(), trial.Harness.CreateNic(0, Mac));
        await trial.ExpectRefusalAsync("AttachNicAsync to an absent VM", token => trial.Facet<INicHotPlug>().AttachNicAsync(trial.Host, vm, nic, token));
    }
}
