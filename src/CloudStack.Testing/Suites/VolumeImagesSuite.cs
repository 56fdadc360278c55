using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class VolumeImagesSuite : ConformanceSuite
{
    public VolumeImagesSuite() : base(typeof(IVolumeImages))
    {
        Check(An_exported_volume_can_be_imported, "An image holds the whole volume: a volume made from it has its size.", NeedsImages);
        Check(A_second_export_replaces_the_image, "An image that is there is replaced.", NeedsImages);
        Check(A_volume_from_a_template_is_exported_whole, "An image has no backing file.", NeedsImages);
        Check(An_imported_volume_has_the_size_asked_for, "A volume that is asked to be larger than its image is larger.", NeedsImages);
        Check(An_import_keeps_a_volume_that_exists, "A volume that exists is kept as it is, never overwritten.", NeedsImages);
        Check(An_export_of_a_missing_volume_is_refused, "A volume that is not on its pool gives NotApplied.", NeedsImages);
        Check(An_import_of_a_missing_image_is_refused, "An image that is not there gives NotApplied, and no volume is left.", NeedsImages);
        Check(An_unreachable_host_is_refused, "A host that does not answer gives NotApplied.", NeedsImages);
    }

    private static Task<ImageFacts> ExportAsync(HypervisorTrial trial, VolumeSpec volume, ImageSpec target) =>
        trial.LimitAsync("ExportVolumeAsync", token => trial.Facet<IVolumeImages>().ExportVolumeAsync(trial.Host, volume, target, token));

    private static Task<VolumeFacts> ImportAsync(HypervisorTrial trial, VolumeSpec volume, ImageSpec source) =>
        trial.LimitAsync("ImportVolumeAsync", token => trial.Facet<IVolumeImages>().ImportVolumeAsync(trial.Host, volume, source, token));

    private static async Task An_exported_volume_can_be_imported(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewImage());
        var exported = await ExportAsync(trial, volume, image);
        Expect(exported.VirtualSizeBytes == volume.SizeBytes && exported.PhysicalSizeBytes > 0, $"a volume of {volume.SizeBytes} bytes became {exported}");
        var imported = await ImportAsync(trial, trial.NewVolume(null) with { SizeBytes = 1L << 20 }, image);
        Expect(imported.SizeBytes == volume.SizeBytes, $"an image of {volume.SizeBytes} bytes became {imported}");
    }

    private static async Task A_second_export_replaces_the_image(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewImage());
        var (first, second) = (await ExportAsync(trial, volume, image), await ExportAsync(trial, volume, image));
        Expect(first.VirtualSizeBytes == second.VirtualSizeBytes, $"the first export was {first}, the second {second}");
    }

    private static async Task A_volume_from_a_template_is_exported_whole(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host), trial.NewImage());
        var there = await trial.LimitAsync("EnsureVolumeAsync", token => trial.Facet<IHostStorage>().EnsureVolumeAsync(trial.Host, volume, token));
        var exported = await ExportAsync(trial, volume, image);
        Expect(exported.VirtualSizeBytes == there.SizeBytes, $"a volume of {there.SizeBytes} bytes became {exported}");
        var imported = await ImportAsync(trial, trial.NewVolume(null), image);
        Expect(imported.SizeBytes == there.SizeBytes, $"an image of {there.SizeBytes} bytes became {imported}");
    }

    private static async Task An_imported_volume_has_the_size_asked_for(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewImage());
        await ExportAsync(trial, volume, image);
        var imported = await ImportAsync(trial, trial.NewVolume(null) with { SizeBytes = volume.SizeBytes * 2 }, image);
        Expect(imported.SizeBytes == volume.SizeBytes * 2, $"a volume of {volume.SizeBytes * 2} bytes was asked for, and it has {imported.SizeBytes}");
    }

    private static async Task An_import_keeps_a_volume_that_exists(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewImage());
        await ExportAsync(trial, volume, image);
        var again = await ImportAsync(trial, volume with { SizeBytes = volume.SizeBytes * 2 }, image);
        Expect(again.SizeBytes == volume.SizeBytes, $"the volume had {volume.SizeBytes} bytes, and has {again.SizeBytes} after an import to it");
    }

    private static async Task An_export_of_a_missing_volume_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var (volume, image) = (trial.NewVolume(null), trial.NewImage());
        await trial.ExpectRefusalAsync("ExportVolumeAsync of a missing volume", token => trial.Facet<IVolumeImages>().ExportVolumeAsync(trial.Host, volume, image, token));
    }

    private static async Task An_import_of_a_missing_image_is_refused(HypervisorTrial trial)
    {
        await trial.PreparePoolAsync();
        var (volume, image) = (trial.NewVolume(null), trial.NewImage());
        await trial.ExpectRefusalAsync("ImportVolumeAsync of a missing image", token => trial.Facet<IVolumeImages>().ImportVolumeAsync(trial.Host, volume, image, token));
        await trial.ExpectRefusalAsync("ExportVolumeAsync of the volume that was not made", token => trial.Facet<IVolumeImages>().ExportVolumeAsync(trial.Host, volume, image, token));
    }

    private static async Task An_unreachable_host_is_refused(HypervisorTrial trial)
    {
        var (volume, image) = (await trial.PrepareVolumeAsync(trial.Host, isEmpty: true), trial.NewImage());
        await trial.ExpectRefusalAsync("ExportVolumeAsync at a host that does not answer",
            token => trial.Facet<IVolumeImages>().ExportVolumeAsync(trial.Harness.UnreachableHost, volume, image, token));
    }
}
