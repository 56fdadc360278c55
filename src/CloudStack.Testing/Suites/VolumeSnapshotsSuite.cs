using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class VolumeSnapshotsSuite : ConformanceSuite
{
    public VolumeSnapshotsSuite() : base(typeof(IVolumeSnapshots))
    {
        Check(A_volume_that_nothing_uses_is_backed_up, "A volume that no VM uses is written to the image.", NeedsImages);
        Check(A_second_backup_changes_nothing, "An image that is there already from an earlier call is kept.", NeedsImages);
        Check(A_volume_of_a_running_vm_is_backed_up, "A volume of a running VM is written to the image, and the VM goes on running.", NeedsImages);
        Check(Nothing_of_a_backup_stays_on_the_pool, "After a backup the volume is used and removed as before.", NeedsImages);
        Check(A_backup_of_a_missing_volume_is_refused, "A volume that is not on its pool gives NotApplied.", NeedsImages);
        Check(A_backup_for_an_absent_vm_is_refused, "A VM that does not run on the host gives NotApplied.", NeedsImages);
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.", NeedsImages);
    }

    private static SnapshotId NewSnapshot(HypervisorTrial trial) => SnapshotId.From(trial.Harness.Ids.NewGuid());

    private static Task<ImageFacts> BackUpAsync(HypervisorTrial trial, VmRef? vm, VolumeSpec volume, SnapshotId snapshot, ImageSpec target) =>
        trial.LimitAsync("BackUpVolumeAsync", token => trial.Facet<IVolumeSnapshots>().BackUpVolumeAsync(trial.Host, vm, volume, snapshot, target, token));

    private static async Task A_volume_that_nothing_uses_is_backed_up(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var facts = await BackUpAsync(trial, null, volume, NewSnapshot(trial), trial.NewImage());
        Expect(facts.VirtualSizeBytes == volume.SizeBytes && facts.PhysicalSizeBytes > 0, $"a volume of {volume.SizeBytes} bytes became {facts}");
    }

    private static async Task A_second_backup_changes_nothing(HypervisorTrial trial)
    {
        var (volume, snapshot, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), NewSnapshot(trial), trial.NewImage());
        var (first, second) = (await BackUpAsync(trial, null, volume, snapshot, image), await BackUpAsync(trial, null, volume, snapshot, image));
        Expect(first == second, $"the first backup was {first}, the second {second}");
    }

    private static async Task A_volume_of_a_running_vm_is_backed_up(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        var volume = spec.Disks[0].Volume;
        var facts = await BackUpAsync(trial, spec.Vm, volume, NewSnapshot(trial), trial.NewImage());
        Expect(facts.VirtualSizeBytes >= volume.SizeBytes, $"a volume of at least {volume.SizeBytes} bytes became {facts}");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a backup");
    }

    private static async Task Nothing_of_a_backup_stays_on_the_pool(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        for (var times = 0; times < 2; times++)
        {
            await BackUpAsync(trial, spec.Vm, spec.Disks[0].Volume, NewSnapshot(trial), trial.NewImage());
        }

        await trial.EnsureAsync(spec with { Power = VmPower.Stopped });
        await trial.EnsureAsync(spec);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "two backups, a stop and a start");
    }

    private static async Task A_backup_of_a_missing_volume_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var (volume, snapshot, image) = (trial.NewVolume(null), NewSnapshot(trial), trial.NewImage());
        await trial.ExpectRefusalAsync("BackUpVolumeAsync of a missing volume",
            token => trial.Facet<IVolumeSnapshots>().BackUpVolumeAsync(trial.Host, null, volume, snapshot, image, token));
    }

    private static async Task A_backup_for_an_absent_vm_is_refused(HypervisorTrial trial)
    {
        var (volume, vm, snapshot, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewVm(), NewSnapshot(trial), trial.NewImage());
        await trial.ExpectRefusalAsync("BackUpVolumeAsync for an absent VM",
            token => trial.Facet<IVolumeSnapshots>().BackUpVolumeAsync(trial.Host, vm, volume, snapshot, image, token));
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var (volume, snapshot, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), NewSnapshot(trial), trial.NewImage());
        await trial.ExpectRefusalAsync("BackUpVolumeAsync at a host that does not answer",
            token => trial.Facet<IVolumeSnapshots>().BackUpVolumeAsync(trial.Harness.UnreachableHost, null, volume, snapshot, image, token));
    }
}
