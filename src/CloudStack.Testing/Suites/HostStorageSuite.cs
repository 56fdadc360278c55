using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class HostStorageSuite : ConformanceSuite
{
    public HostStorageSuite() : base(typeof(IHostStorage))
    {
        Check(A_second_ensure_leaves_the_pool, "A pool that is usable already stays so, and its size is told.");
        Check(A_pool_of_an_unknown_kind_is_refused, "A kind of pool that is not in the traits gives NotApplied.");
        Check(A_removed_pool_keeps_what_is_stored, "Removing a pool from a host leaves what is stored; a pool that is not there counts as removed.");
        Check(A_complete_template_is_kept, "A template that is there already is kept.");
        Check(A_template_is_ensured_by_many_at_once, "Many may ensure the same template at once; each returns when it is complete.");
        Check(A_template_from_nowhere_is_refused, "A template whose source does not exist fails, and is not there afterwards.");
        Check(A_volume_has_at_least_its_templates_size, "A volume has the size asked for, or its template's when that is larger.");
        Check(A_volume_that_exists_is_kept, "A volume that exists is kept as it is, whatever size is asked for.");
        Check(An_empty_volume_is_made, "A volume without a template has the size asked for.");
        Check(A_volume_without_its_template_is_refused, "A volume from a template that is not on the pool gives NotApplied.");
        Check(A_removed_volume_is_gone, "A volume that is not there counts as deleted; a deleted one can be made anew.");
        Check(A_vm_with_a_missing_volume_does_not_start, "A VM whose volume is not on its pool gives NotApplied and does not run.");
        Check(A_removed_vm_keeps_its_volumes, "Removing a VM leaves its volumes.");
        Check(A_cancelled_template_converges, "A cancelled ensure ends promptly, and another one completes the template.");
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.");
    }

    private static Task<PoolFacts> EnsurePoolAsync(HypervisorTrial trial) =>
        trial.LimitAsync("EnsurePoolAsync", token => trial.Facet<IHostStorage>().EnsurePoolAsync(trial.Host, trial.Harness.Pool, token));

    private static Task<TemplateFacts> EnsureTemplateAsync(HypervisorTrial trial, TemplateSpec? template = null) =>
        trial.LimitAsync("EnsureTemplateAsync", token => trial.Facet<IHostStorage>().EnsureTemplateAsync(trial.Host, trial.Harness.Pool, template ?? trial.Harness.Template, token));

    private static Task<VolumeFacts> EnsureVolumeAsync(HypervisorTrial trial, VolumeSpec volume) =>
        trial.LimitAsync("EnsureVolumeAsync", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));

    private static Task RemoveVolumeAsync(HypervisorTrial trial, VolumeSpec volume) =>
        trial.LimitAsync("RemoveVolumeAsync", token => trial.Facet<IHostStorage>().RemoveVolumeAsync(trial.Host, volume, token));

    private static async Task A_second_ensure_leaves_the_pool(HypervisorTrial trial)
    {
        await EnsurePoolAsync(trial);
        var facts = await EnsurePoolAsync(trial);
        Expect(facts.CapacityBytes > 0 && facts.UsedBytes >= 0 && facts.UsedBytes <= facts.CapacityBytes, $"the pool is {facts}");
    }

    private static Task A_pool_of_an_unknown_kind_is_refused(HypervisorTrial trial)
    {
        var pool = new PoolSpec { Id = StoragePoolId.From(trial.Harness.Ids.NewGuid()), Type = "NoSuchKind", Path = "/nowhere" };
        return trial.ExpectRefusalAsync("EnsurePoolAsync of kind NoSuchKind", token => trial.Facet<IHostStorage>().EnsurePoolAsync(trial.Host, pool, token));
    }

    private static async Task A_removed_pool_keeps_what_is_stored(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        for (var times = 0; times < 2; times++)
        {
            await trial.LimitAsync("RemovePoolAsync", token => trial.Facet<IHostStorage>().RemovePoolAsync(trial.Host, trial.Harness.Pool, token));
        }

        await EnsurePoolAsync(trial);
        var facts = await EnsureVolumeAsync(trial, volume with { SizeBytes = volume.SizeBytes * 2 });
        Expect(facts.SizeBytes < volume.SizeBytes * 2, "the volume is gone: it was made anew after the pool was removed and ensured again");
    }

    private static async Task A_complete_template_is_kept(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var (first, second) = (await EnsureTemplateAsync(trial), await EnsureTemplateAsync(trial));
        Expect(first is { VirtualSizeBytes: > 0, PhysicalSizeBytes: > 0 }, $"the template is {first}");
        Expect(first == second, $"the template was {first}, then {second}");
    }

    private static async Task A_template_is_ensured_by_many_at_once(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var template = trial.Harness.Template with { Id = TemplateId.From(trial.Harness.Ids.NewGuid()) };
        var facts = await Task.WhenAll(Enumerable.Range(0, trial.Harness.Parallelism).Select(_ => Task.Run(() => EnsureTemplateAsync(trial, template))));
        Expect(facts.Distinct().Count() == 1, $"the template is told as {string.Join(" and ", facts.Distinct())}");
        var volume = trial.NewVolume(template.Id);
        await EnsureVolumeAsync(trial, volume);
    }

    private static async Task A_template_from_nowhere_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var template = trial.Harness.Template with { Id = TemplateId.From(trial.Harness.Ids.NewGuid()), Source = new Uri("nosuchscheme://nowhere/image") };
        await trial.ExpectRefusalAsync($"EnsureTemplateAsync from {template.Source}", token => trial.Facet<IHostStorage>().EnsureTemplateAsync(trial.Host, trial.Harness.Pool, template, token));
        await trial.ExpectRefusalAsync(
            "EnsureVolumeAsync from the template that failed", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, trial.NewVolume(template.Id), token));
    }

    private static async Task A_volume_has_at_least_its_templates_size(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var template = await EnsureTemplateAsync(trial);
        var small = await EnsureVolumeAsync(trial, trial.NewVolume(trial.Harness.Template.Id) with { SizeBytes = 1 << 20 });
        Expect(small.SizeBytes >= template.VirtualSizeBytes, $"the volume has {small.SizeBytes} bytes, its template {template.VirtualSizeBytes}");
        var size = template.VirtualSizeBytes + (64L << 20);
        var large = await EnsureVolumeAsync(trial, trial.NewVolume(trial.Harness.Template.Id) with { SizeBytes = size });
        Expect(large.SizeBytes >= size, $"the volume has {large.SizeBytes} bytes instead of {size}");
        Expect(large.Path.Length > 0 && large.Path != small.Path, $"two volumes are at '{small.Path}' and '{large.Path}'");
    }

    private static async Task A_volume_that_exists_is_kept(HypervisorTrial trial)
    {
        var volume = await trial.PrepareVolumeAsync(trial.Host);
        var first = await EnsureVolumeAsync(trial, volume);
        var second = await EnsureVolumeAsync(trial, volume with { SizeBytes = first.SizeBytes * 2 });
        Expect(first == second, $"the volume was {first}, then {second}");
    }

    private static async Task An_empty_volume_is_made(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var volume = trial.NewVolume(null);
        var facts = await EnsureVolumeAsync(trial, volume);
        Expect(facts.SizeBytes >= volume.SizeBytes, $"the volume has {facts.SizeBytes} bytes instead of {volume.SizeBytes}");
    }

    private static async Task A_volume_without_its_template_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var volume = trial.NewVolume(TemplateId.From(trial.Harness.Ids.NewGuid()));
        await trial.ExpectRefusalAsync("EnsureVolumeAsync from a missing template", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));
    }

    private static async Task A_removed_volume_is_gone(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        await RemoveVolumeAsync(trial, trial.NewVolume(null));
        var volume = await trial.PrepareVolumeAsync(trial.Host, isEmpty: true);
        await RemoveVolumeAsync(trial, volume);
        await RemoveVolumeAsync(trial, volume);
        var anew = await EnsureVolumeAsync(trial, volume with { SizeBytes = volume.SizeBytes * 2 });
        Expect(anew.SizeBytes >= volume.SizeBytes * 2, $"the volume was not deleted: it has {anew.SizeBytes} bytes still");
    }

    private static async Task A_vm_with_a_missing_volume_does_not_start(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var spec = trial.Harness.CreateVm(trial.NewVm(), [new DiskSpec(trial.NewVolume(null), 0)]);
        await trial.ExpectRefusalAsync("EnsureAsync of a VM with a missing volume", token => trial.Driver.EnsureAsync(trial.Host, spec, token));
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "a refused start");
    }

    private static async Task A_removed_vm_keeps_its_volumes(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var volume = spec.Disks[0].Volume;
        var before = await EnsureVolumeAsync(trial, volume);
        await trial.RemoveAsync(spec.Vm);
        var after = await EnsureVolumeAsync(trial, volume with { SizeBytes = before.SizeBytes * 2 });
        Expect(after.SizeBytes == before.SizeBytes, "the VM's volume is gone: it was made anew after the VM was removed");
    }

    private static async Task A_cancelled_template_converges(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var template = trial.Harness.Template with { Id = TemplateId.From(trial.Harness.Ids.NewGuid()) };
        await trial.CancelAsync(
            "EnsureTemplateAsync", token => trial.Facet<IHostStorage>().EnsureTemplateAsync(trial.Host, trial.Harness.Pool, template, token), TimeSpan.FromMilliseconds(20));
        var facts = await EnsureTemplateAsync(trial, template);
        var usual = await EnsureTemplateAsync(trial);
        Expect(facts.VirtualSizeBytes == usual.VirtualSizeBytes, $"the template has {facts.VirtualSizeBytes} bytes instead of {usual.VirtualSizeBytes}");
        await EnsureVolumeAsync(trial, trial.NewVolume(template.Id));
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var host = trial.Harness.UnreachableHost;
        var (storage, pool) = (trial.Facet<IHostStorage>(), trial.Harness.Pool);
        await trial.ExpectRefusalAsync("EnsurePoolAsync", token => storage.EnsurePoolAsync(host, pool, token));
        await trial.ExpectRefusalAsync("EnsureTemplateAsync", token => storage.EnsureTemplateAsync(host, pool, trial.Harness.Template, token));
        var volume = new VolumeSpec { Id = VolumeId.From(trial.Harness.Ids.NewGuid()), Pool = pool, SizeBytes = 1 << 20 };
        await trial.ExpectRefusalAsync("EnsureVolumeAsync", token => storage.EnsureVolumeAsync(host, volume, token));
    }
}
