using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Volumes as clients see them.</summary>
internal static class VolumeViews
{
    private static readonly RowView<VolumeRow, VolumeView> ForAdmin = Make(true), ForUser = Make(false);

    /// <summary>Volumes by their numbers; tags are added by <see cref="WithTagsAsync"/>.</summary>
    /// <param name="forAdmin">Whether to name the pool, which users are not told.</param>
    public static RowView<VolumeRow, VolumeView> View(bool forAdmin) => forAdmin ? ForAdmin : ForUser;

    private static RowView<VolumeRow, VolumeView> Make(bool forAdmin) => new((volumes, db) =>
        from volume in volumes
        join account in db.Accounts on volume.AccountId equals account.Id
        join domain in db.Domains on volume.DomainId equals domain.Id
        join zone in db.Zones on volume.ZoneId equals zone.Id
        from project in db.Projects.Where(project => project.AccountId == volume.AccountId).DefaultIfEmpty()
        from vm in db.VirtualMachines.Where(row => row.Id == volume.VmId).DefaultIfEmpty()
        from pool in db.StoragePools.Where(row => row.Id == volume.PoolId).DefaultIfEmpty()
        from cluster in db.Clusters.Where(row => row.Id == pool.ClusterId).DefaultIfEmpty()
        from disk in db.DiskOfferings.Where(row => row.Id == volume.DiskOfferingId).DefaultIfEmpty()
        from offering in db.ServiceOfferings.Where(row => row.Id == volume.ServiceOfferingId).DefaultIfEmpty()
        from template in db.Templates.Where(row => row.Id == volume.TemplateId).DefaultIfEmpty()
        from snapshot in db.Snapshots.Where(row => row.Id == volume.SnapshotId).DefaultIfEmpty()
        orderby volume.Id
        select new VolumeView(volume.Id, new Volume
        {
            Id = new VolumeId(volume.Uuid),
            Name = volume.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            Type = volume.Type,
            DeviceId = volume.DeviceId,
            VirtualMachineId = vm == null ? null : new VirtualMachineId(vm.Uuid),
            VmName = vm == null ? null : vm.Name,
            VmDisplayName = vm == null ? null : vm.DisplayName ?? vm.Name,
            VmState = vm == null ? null : vm.State,
            Size = volume.SizeBytes,
            Created = volume.Created,
            State = volume.State,
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            StorageType = pool == null ? ((disk == null ? offering!.UseLocalStorage : disk.UseLocalStorage) ? "local" : "shared") : pool.HostId != null ? "local" : "shared",
            Hypervisor = cluster == null ? vm == null ? "None" : vm.Hypervisor : cluster.Hypervisor,
            DiskOfferingId = disk == null ? null : new DiskOfferingId(disk.Uuid),
            DiskOfferingName = disk == null ? null : disk.Name,
            DiskOfferingDisplayText = disk == null ? null : disk.DisplayText,
            Storage = forAdmin && pool != null ? pool.Name : null,
            SnapshotId = snapshot == null ? null : new SnapshotId(snapshot.Uuid),
            Status = volume.State == VolumeState.UploadOp ? "Uploading" : volume.State == VolumeState.Uploaded ? "Uploaded" : null,
            Attached = vm == null ? null : volume.Attached,
            Destroyed = volume.State == VolumeState.Destroy,
            ServiceOfferingId = offering == null ? null : new ServiceOfferingId(offering.Uuid),
            ServiceOfferingName = offering == null ? null : offering.Name,
            ServiceOfferingDisplayText = offering == null ? null : offering.DisplayText,
            IsExtractable = volume.Type == VolumeType.DataDisk || (template != null && template.IsExtractable),
        }));

    public static async Task<IReadOnlyList<Volume>> WithTagsAsync(Db db, IReadOnlyList<VolumeView> page)
    {
        var tags = await TagViews.ByResourceAsync(db, "Volume", [.. page.Select(volume => volume.Id)]);
        return [.. page.Select(volume => volume.View with { Tags = tags.GetValueOrDefault(volume.Id) ?? [] })];
    }

    public static async Task<Volume> ReadAsync(Db db, long id, bool forAdmin) =>
        (await WithTagsAsync(db, [await View(forAdmin).ReadAsync(db, id)]))[0];
}

/// <summary>A view with the number of its row, by which tags are found.</summary>
internal sealed record VolumeView(long Id, Volume View);
