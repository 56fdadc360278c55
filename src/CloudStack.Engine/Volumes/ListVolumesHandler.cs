using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListVolumesHandler(SettingsStore settings) : IHandler<ListVolumes, ListResult<Volume>>
{
    /// <summary>What is deleted is not listed while the cloud takes it off its pool.</summary>
    private static readonly VolumeState[] Gone = [VolumeState.Destroy, VolumeState.Destroying, VolumeState.Expunging];

    public Task<ListResult<Volume>> HandleAsync(ListVolumes command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var page = await Filter(db, command, context).Within(context.Scope, db).OrderBy(volume => volume.Id)
                .PageAsync(VolumeViews.View(context.Caller.IsRoot), command, context, settings.Current.DefaultPageSize, ct);
            return new ListResult<Volume>(await VolumeViews.WithTagsAsync(db, page.Items), page.Count);
        }, ct);

    private static IQueryable<VolumeRow> Filter(Db db, ListVolumes command, CommandContext context)
    {
        var volumes = db.Volumes.Where(volume => volume.Removed.IsNotSet() && !Gone.Contains(volume.State));
        if (command.Id is { } id)
        {
            volumes = volumes.Where(volume => volume.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            volumes = volumes.Where(volume => volume.Name == name);
        }
        if (command.Keyword is { } word)
        {
            volumes = volumes.Where(volume => volume.Name.Contains(word));
        }
        if (command.Type is { } type)
        {
            var wanted = Type(type);
            volumes = volumes.Where(volume => volume.Type == wanted);
        }
        if (command.ZoneId is { } zone)
        {
            var row = context.Row<ZoneRow>(zone.Value).Id;
            volumes = volumes.Where(volume => volume.ZoneId == row);
        }
        if (command.VirtualMachineId is { } vm)
        {
            var row = context.Row<VirtualMachineRow>(vm.Value).Id;
            volumes = volumes.Where(volume => volume.VmId == row);
        }
        if (command.PodId is { } pod)
        {
            var row = context.Row<PodRow>(pod.Value).Id;
            volumes = volumes.Where(volume => db.StoragePools.Any(pool => pool.Id == volume.PoolId && pool.PodId == row));
        }
        if (command.HostId is { } host)
        {
            var row = context.Row<HostRow>(host.Value).Id;
            volumes = volumes.Where(volume => db.VirtualMachines.Any(vm => vm.Id == volume.VmId && vm.HostId == row));
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            volumes = volumes.Where(volume => db.ResourceTags.Any(tag => tag.ResourceType == "Volume" && tag.ResourceId == volume.Id && tag.Name == key && tag.Value == value));
        }
        return volumes;
    }

    private static VolumeType Type(string text) => text.ToUpperInvariant() switch
    {
        "ROOT" => VolumeType.Root,
        "DATADISK" => VolumeType.DataDisk,
        _ => throw CloudStackException.Invalid($"type cannot be {text}; it is ROOT or DATADISK."),
    };
}
