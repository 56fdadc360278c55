using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class VolumeHotPlugSuite : ConformanceSuite
{
    public VolumeHotPlugSuite() : base(typeof(IVolumeHotPlug))
    {
        Check(A_second_attach_leaves_one_disk, "A volume that is attached already stays so.", NeedsStorage);
        Check(A_second_detach_changes_nothing, "A volume that is not attached counts as detached.", NeedsStorage);
        Check(A_volume_can_be_attached_again, "A detached volume can be attached again.", NeedsStorage);
        Check(An_attach_to_an_absent_vm_is_refused, "A VM that does not run gives NotApplied.", NeedsStorage);
        Check(An_attach_of_a_missing_volume_is_refused, "A volume that is not on its pool gives NotApplied, and the VM goes on running.", NeedsStorage);
    }

    private static Task AttachAsync(HypervisorTrial trial, VmRef vm, DiskSpec disk) =>
        trial.LimitAsync("AttachVolumeAsync", token => trial.Facet<IVolumeHotPlug>().AttachVolumeAsync(trial.Host, vm, disk, token));

    private static Task DetachAsync(HypervisorTrial trial, VmRef vm, DiskSpec disk) =>
        trial.LimitAsync("DetachVolumeAsync", token => trial.Facet<IVolumeHotPlug>().DetachVolumeAsync(trial.Host, vm, disk, token));

    private static async Task<(VmSpec Spec, DiskSpec Disk)> PrepareAsync(HypervisorTrial trial) =>
        (await trial.StartGuestAsync(), new DiskSpec(await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), 1));

    private static async Task ExpectDisksAsync(HypervisorTrial trial, VmSpec spec, int more, string when)
    {
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, when);
        if (trial.Harness.Hooks?.CountDisks is { } count)
        {
            var disks = await count(trial.Host, spec.Vm.Name, trial.CancellationToken);
            Expect(disks == spec.Disks.Count + more, $"after {when}, VM {spec.Vm.Name} has {disks} disks instead of {spec.Disks.Count + more}");
        }
    }

    private static async Task A_second_attach_leaves_one_disk(HypervisorTrial trial)
    {
        var (spec, disk) = await PrepareAsync(trial);
        await AttachAsync(trial, spec.Vm, disk);
        await ExpectDisksAsync(trial, spec, 1, "an attach");
        await AttachAsync(trial, spec.Vm, disk);
        await ExpectDisksAsync(trial, spec, 1, "a second attach");
    }

    private static async Task A_second_detach_changes_nothing(HypervisorTrial trial)
    {
        var (spec, disk) = await PrepareAsync(trial);
        await DetachAsync(trial, spec.Vm, disk);
        await ExpectDisksAsync(trial, spec, 0, "the detach of a volume that was never attached");
        await AttachAsync(trial, spec.Vm, disk);
        await DetachAsync(trial, spec.Vm, disk);
        await DetachAsync(trial, spec.Vm, disk);
        await ExpectDisksAsync(trial, spec, 0, "a second detach");
    }

    private static async Task A_volume_can_be_attached_again(HypervisorTrial trial)
    {
        var (spec, disk) = await PrepareAsync(trial);
        await AttachAsync(trial, spec.Vm, disk);
        await DetachAsync(trial, spec.Vm, disk);
        await AttachAsync(trial, spec.Vm, disk);
        await ExpectDisksAsync(trial, spec, 1, "attach, detach and attach");
        await DetachAsync(trial, spec.Vm, disk);
    }

    private static async Task An_attach_to_an_absent_vm_is_refused(HypervisorTrial trial)
    {
        var disk = new DiskSpec(await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), 1);
        var vm = trial.NewVm();
        await trial.ExpectRefusalAsync("AttachVolumeAsync to an absent VM", token => trial.Facet<IVolumeHotPlug>().AttachVolumeAsync(trial.Host, vm, disk, token));
    }

    private static async Task An_attach_of_a_missing_volume_is_refused(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var disk = new DiskSpec(trial.NewVolume(null), 1);
        await trial.ExpectRefusalAsync("AttachVolumeAsync of a missing volume", token => trial.Facet<IVolumeHotPlug>().AttachVolumeAsync(trial.Host, spec.Vm, disk, token));
        await ExpectDisksAsync(trial, spec, 0, "a refused attach");
    }
}
