using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class IsoChangeSuite : ConformanceSuite
{
    public IsoChangeSuite() : base(typeof(IIsoChange))
    {
        Check(A_vm_starts_with_an_iso, "A VM whose specification has an ISO runs with it in its drive.", NeedsIso);
        Check(A_second_attach_leaves_the_iso, "An ISO that is in already stays.", NeedsIso);
        Check(A_second_detach_changes_nothing, "An empty drive stays empty.", NeedsIso);
        Check(An_attach_to_an_absent_vm_is_refused, "A VM that does not run gives NotApplied.", NeedsIso);
    }

    private static string? NeedsIso(IHypervisorHarness harness) => harness.Iso is null ? "ISO" : null;

    private static Task AttachAsync(HypervisorTrial trial, VmRef vm) =>
        trial.LimitAsync("AttachIsoAsync", token => trial.Facet<IIsoChange>().AttachIsoAsync(trial.Host, vm, trial.Harness.Iso!, token));

    private static Task DetachAsync(HypervisorTrial trial, VmRef vm) =>
        trial.LimitAsync("DetachIsoAsync", token => trial.Facet<IIsoChange>().DetachIsoAsync(trial.Host, vm, token));

    private static async Task ExpectIsoAsync(HypervisorTrial trial, VmRef vm, bool isIn, string when)
    {
        await trial.ExpectPowerAsync(vm, VmPower.Running, when);
        if (trial.Harness.Hooks?.HasIso is { } look)
        {
            Expect(await look(trial.Host, vm.Name, trial.CancellationToken) == isIn, $"after {when}, the CD drive of VM {vm.Name} {(isIn ? "is empty" : "holds an ISO")}");
        }
    }

    private static async Task A_vm_starts_with_an_iso(HypervisorTrial trial)
    {
        var spec = await trial.PrepareVmAsync() with { Iso = trial.Harness.Iso };
        await trial.EnsureAsync(spec);
        await ExpectIsoAsync(trial, spec.Vm, true, "a start with an ISO");
        await DetachAsync(trial, spec.Vm);
        await ExpectIsoAsync(trial, spec.Vm, false, "a detach");
    }

    private static async Task A_second_attach_leaves_the_iso(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        await AttachAsync(trial, spec.Vm);
        await ExpectIsoAsync(trial, spec.Vm, true, "an attach");
        await AttachAsync(trial, spec.Vm);
        await ExpectIsoAsync(trial, spec.Vm, true, "a second attach");
    }

    private static async Task A_second_detach_changes_nothing(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        await DetachAsync(trial, spec.Vm);
        await ExpectIsoAsync(trial, spec.Vm, false, "the detach from an empty drive");
        await AttachAsync(trial, spec.Vm);
        await DetachAsync(trial, spec.Vm);
        await DetachAsync(trial, spec.Vm);
        await ExpectIsoAsync(trial, spec.Vm, false, "a second detach");
    }

    private static Task An_attach_to_an_absent_vm_is_refused(HypervisorTrial trial)
    {
        var vm = trial.NewVm();
        return trial.ExpectRefusalAsync("AttachIsoAsync to an absent VM", token => trial.Facet<IIsoChange>().AttachIsoAsync(trial.Host, vm, trial.Harness.Iso!, token));
    }
}
