using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class VolumeMigrationSuite : ConformanceSuite
{
    public VolumeMigrationSuite() : base(typeof(IVolumeMigration))
    {
        Check(A_volume_is_copied_and_its_source_stays, "A volume is copied to the other pool; the source stays until it is removed.", NeedsOtherPool);
        Check(A_second_migration_changes_nothing, "A volume that is on the target pool already is not copied.", NeedsOtherPool);
        Check(A_volume_of_a_running_vm_moves, "The guest goes on with the copy, so that the source can be removed.", NeedsOtherPool);
        Check(A_missing_volume_is_refused, "A volume that is on neither pool gives NotApplied.", NeedsOtherPool);
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.", NeedsOtherPool);
    }

    private static string? NeedsOtherPool(IHypervisorHarness harness) => NeedsStorage(harness) ?? (harness.OtherPool is null ? "other pool" : null);

    private static Task<VolumeFacts> MigrateAsync(HypervisorTrial trial, VmRef? vm, VolumeSpec from, VolumeSpec to) =>
        trial.LimitAsync("MigrateVolumeAsync", token => trial.Facet<IVolumeMigration>().MigrateVolumeAsync(trial.Host, vm, from, to, token));

    private static Task<VolumeFacts> EnsureAsync(HypervisorTrial trial, VolumeSpec volume) =>
        trial.LimitAsync("EnsureVolumeAsync", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));

    private static Task RemoveAsync(HypervisorTrial trial, VolumeSpec volume) =>
        trial.LimitAsync("RemoveVolumeAsync", token => trial.Facet<IHostStorage>().RemoveVolumeAsync(trial.Host, volume, token));

    private static async Task A_volume_is_copied_and_its_source_stays(HypervisorTrial trial)
    {
        var from = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var to = await trial.OnOtherPoolAsync(from);
        var moved = await MigrateAsync(trial, null, from, to);
        Expect(moved.SizeBytes == from.SizeBytes, $"a volume of {from.SizeBytes} bytes became {moved}");
        foreach (var there in new[] { from, to })
        {
            var facts = await EnsureAsync(trial, there with { SizeBytes = from.SizeBytes * 2 });
            Expect(facts.SizeBytes == from.SizeBytes, $"the volume is not on the pool {there.Pool.Id} after it was copied");
        }
    }

    private static async Task A_second_migration_changes_nothing(HypervisorTrial trial)
    {
        var from = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var to = await trial.OnOtherPoolAsync(from);
        var first = await MigrateAsync(trial, null, from, to);
        var second = await MigrateAsync(trial, null, from, to);
        Expect(first == second, $"the first migration gave {first}, the second {second}");
    }

    private static async Task A_volume_of_a_running_vm_moves(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        var from = spec.Disks[0].Volume;
        var to = await trial.OnOtherPoolAsync(from);
        await MigrateAsync(trial, spec.Vm, from, to);
        await RemoveAsync(trial, from);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "its volume moved");
        var moved = spec with { Disks = [new DiskSpec(to, spec.Disks[0].DeviceId), .. spec.Disks.Skip(1)] };
        await trial.EnsureAsync(moved with { Power = VmPower.Stopped });
        await trial.EnsureAsync(moved);
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a stop and a start from the other pool");
    }

    private static async Task A_missing_volume_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var from = trial.NewVolume(null);
        var to = await trial.OnOtherPoolAsync(from);
        await trial.ExpectRefusalAsync("MigrateVolumeAsync of a missing volume", token => trial.Facet<IVolumeMigration>().MigrateVolumeAsync(trial.Host, null, from, to, token));
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var from = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var to = await trial.OnOtherPoolAsync(from);
        await trial.ExpectRefusalAsync("MigrateVolumeAsync at a host that does not answer",
            token => trial.Facet<IVolumeMigration>().MigrateVolumeAsync(trial.Harness.UnreachableHost, null, from, to, token));
    }
}
