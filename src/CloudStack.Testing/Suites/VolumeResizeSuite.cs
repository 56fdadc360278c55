using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class VolumeResizeSuite : ConformanceSuite
{
    public VolumeResizeSuite() : base(typeof(IVolumeResize))
    {
        Check(A_volume_grows, "A volume has the size of its specification afterwards.", NeedsStorage);
        Check(A_second_resize_changes_nothing, "A volume that has the size already stays as it is.", NeedsStorage);
        Check(A_volume_of_a_running_vm_grows, "A volume of a running VM grows, and the VM goes on running.", NeedsStorage);
        Check(A_volume_shrinks_or_stays, "A volume that is to become smaller does, or it is refused and stays as it is.", NeedsStorage);
        Check(A_missing_volume_is_refused, "A volume that is not on its pool gives NotApplied.", NeedsStorage);
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.", NeedsStorage);
    }

    private static Task<VolumeFacts> ResizeAsync(HypervisorTrial trial, VmRef? vm, VolumeSpec volume) =>
        trial.LimitAsync("ResizeVolumeAsync", token => trial.Facet<IVolumeResize>().ResizeVolumeAsync(trial.Host, vm, volume, token));

    private static async Task ExpectSizeAsync(HypervisorTrial trial, VolumeSpec volume, long size, string when)
    {
        var facts = await trial.LimitAsync("EnsureVolumeAsync", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));
        Expect(facts.SizeBytes == size, $"after {when}, the volume has {facts.SizeBytes} bytes instead of {size}");
    }

    private static async Task A_volume_grows(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var larger = volume with { SizeBytes = volume.SizeBytes * 2 };
        var facts = await ResizeAsync(trial, null, larger);
        Expect(facts.SizeBytes == larger.SizeBytes, $"{larger.SizeBytes} bytes were asked for, and the answer is {facts}");
        await ExpectSizeAsync(trial, volume, larger.SizeBytes, "a resize");
    }

    private static async Task A_second_resize_changes_nothing(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var larger = volume with { SizeBytes = volume.SizeBytes * 2 };
        var (first, second) = (await ResizeAsync(trial, null, larger), await ResizeAsync(trial, null, larger));
        Expect(first == second, $"the first resize gave {first}, the second {second}");
    }

    private static async Task A_volume_of_a_running_vm_grows(HypervisorTrial trial)
    {
        var spec = await trial.StartGuestAsync();
        var volume = spec.Disks[0].Volume;
        var now = await trial.LimitAsync("EnsureVolumeAsync", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));
        var larger = volume with { SizeBytes = now.SizeBytes * 2 };
        var facts = await ResizeAsync(trial, spec.Vm, larger);
        Expect(facts.SizeBytes == larger.SizeBytes, $"{larger.SizeBytes} bytes were asked for, and the answer is {facts}");
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a resize");
    }

    private static async Task A_volume_shrinks_or_stays(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        var smaller = volume with { SizeBytes = volume.SizeBytes / 2 };
        var expected = smaller.SizeBytes;
        try
        {
            await ResizeAsync(trial, null, smaller);
        }
        catch (DriverException e)
        {
            Expect(e.Outcome == Outcome.NotApplied, $"ResizeVolumeAsync to a smaller size failed with outcome {e.Outcome} instead of NotApplied: {e.Message}");
            expected = volume.SizeBytes;
        }

        await ExpectSizeAsync(trial, volume, expected, "a resize to a smaller size");
    }

    private static async Task A_missing_volume_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var volume = trial.NewVolume(null);
        await trial.ExpectRefusalAsync("ResizeVolumeAsync of a missing volume", token => trial.Facet<IVolumeResize>().ResizeVolumeAsync(trial.Host, null, volume, token));
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        await trial.ExpectRefusalAsync("ResizeVolumeAsync at a host that does not answer",
            token => trial.Facet<IVolumeResize>().ResizeVolumeAsync(trial.Harness.UnreachableHost, null, volume, token));
    }
}
