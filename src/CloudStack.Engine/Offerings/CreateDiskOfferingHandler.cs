using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateDiskOfferingHandler(IIdSource ids, SettingsStore settings) : IHandler<CreateDiskOffering, DiskOffering>
{
    public async Task<DiskOffering> HandleAsync(CreateDiskOffering command, CommandContext context, CancellationToken ct)
    {
        var row = new DiskOfferingRow
        {
            Uuid = ids.NewGuid(),
            Name = OfferingParameter.Text("name", command.Name),
            DisplayText = OfferingParameter.Text("displaytext", command.DisplayText),
            SizeBytes = Size(command) * OfferingParameter.GiB,
            IsCustom = command.Customized == true,
            UseLocalStorage = OfferingParameter.IsLocal(command.StorageType),
            StorageTags = OfferingParameter.Tags(command.Tags),
            DomainId = context.Row<DomainRow>(command.DomainId?.Value)?.Id,
            Created = context.Now,
        };
        context.EventText = $"Successfully created the disk offering {row.Name}";
        return await context.WriteAsync(async db =>
        {
            await db.InsertRowAsync(row);
            return await db.DiskOfferings.Where(offering => offering.Id == row.Id).AsDiskOfferings(db, ascending: true).FirstAsync();
        }, ct);
    }

    private long Size(CreateDiskOffering command)
    {
        if (command.Customized == true)
        {
            return command.DiskSize is null or 0 ? 0
                : throw CloudStackException.Invalid("disksize does not go with customized=true: users choose the size of such a disk.");
        }
        var most = settings.Current.StorageMaxVolumeSize;
        return command.DiskSize switch
        {
            null => throw CloudStackException.Invalid("disksize is needed for a disk offering that is not customized."),
            < 1 => throw CloudStackException.Invalid($"disksize must be at least 1 GiB, not {command.DiskSize}."),
            { } size when size > most => throw CloudStackException.Invalid($"disksize {size} is more than the setting storage.max.volume.size allows ({most} GiB)."),
            { } size => size,
        };
    }
}
