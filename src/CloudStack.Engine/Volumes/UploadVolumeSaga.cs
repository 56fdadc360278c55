using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What the upload of a volume knows.</summary>
internal sealed class UploadSagaState : SagaState
{
    public bool ForAdmin { get; set; }

    /// <summary>What is recorded; not needed after that.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public VolumeRow? Row { get; set; }

    public long StoreId { get; set; }

    public string Path { get; set; } = "";

    public string Format { get; set; } = "";
}

/// <summary>Brings a volume from a URL to the image store; <see cref="AttachVolumeSaga"/> brings it to a pool. An upload that fails leaves nothing: 4.1 keeps its row.</summary>
internal sealed class UploadVolumeSaga(
    Database database, ImageStoreGateway stores, ITemplateSource source, HypervisorGateway hypervisors, ResourceCounter limits, SettingsStore settings, IIdSource ids, TimeProvider time)
    : Saga<UploadVolume, UploadSagaState, Volume>
{
    protected override async Task<UploadSagaState> PrepareAsync(UploadVolume command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        if (context.Owner.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {context.Owner.AccountName} is {context.Owner.State}; it cannot have a volume uploaded until it is enabled.");
        }
        ZoneRules.CheckUsable(zone, context.Caller);
        var format = TemplateFormat.Parse(command.Format);
        if (!hypervisors.Hypervisors.Any(name => hypervisors.Get(name) is IVolumeImages driver and IHypervisorDriver { Traits: var traits }
            && traits.ImageFormats.Contains(format, StringComparer.OrdinalIgnoreCase)))
        {
            throw CloudStackException.Invalid($"No hypervisor of this cloud takes uploaded volumes of format {format}.");
        }
        if (!Uri.TryCreate(command.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw CloudStackException.Invalid("url must begin with http:// or https://.");
        }
        TemplateFormat.CheckExtension(url, format);
        if (ImagePackings.Of(url) == ImagePacking.Bzip2)
        {
            throw CloudStackException.Invalid("Volumes that are packed with bzip2 cannot be uploaded; gz and zip can.");
        }
        _ = TemplateParameter.Checksum(command.Checksum);
        await source.CheckAsync(url, ct);
        var store = await context.ReadAsync(async db =>
        {
            await AccessPolicy.CheckAsync(db, context.Caller, zone, AccessType.Use, "zone");
            return await VolumeImages.StoreOfAsync(db, zone.Id, ct);
        }, ct);
        var row = new VolumeRow
        {
            Uuid = ids.NewGuid(),
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Name = TemplateParameter.Text("name", command.Name),
            Type = VolumeType.DataDisk,
            State = VolumeState.UploadOp,
            ZoneId = zone.Id,
            Format = format,
            Updated = context.Now,
            Created = context.Now,
        };
        return new UploadSagaState
        {
            Row = row,
            EntityUuid = row.Uuid,
            ForAdmin = context.Caller.IsRoot,
            StoreId = store.Id,
            Path = $"volumes/{row.Uuid}.{format.ToLowerInvariant()}",
            Format = format,
        };
    }

    protected override async Task RecordAsync(UploadVolume command, UploadSagaState state, CommandContext context, Db db)
    {
        await limits.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainId, ResourceType.Volume);
        await db.InsertRowAsync(state.Row!);
        state.EntityId = state.Row!.Id;
    }

    protected override void Define(SagaBuilder<UploadSagaState> saga) => saga.Step("fetch", FetchAsync, undo: DropAsync);

    protected override IReadOnlyList<string> Locks(UploadSagaState state) => [$"volume:{state.EntityUuid}"];

    protected override Task<Volume> ResultAsync(UploadSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    protected override async Task FailedAsync(UploadSagaState state, Db db, Exception reason)
    {
        var now = time.GetUtcNow();
        await db.Volumes.Where(row => row.Id == state.EntityId).Set(row => row.State, VolumeState.Destroy).Set(row => row.Removed, now).UpdateAsync();
        await limits.GiveBackAsync(db, state.OwnerAccountId, state.OwnerDomainId, ResourceType.Volume);
    }

    private async Task FetchAsync(UploadSagaState state, SagaRun run, CancellationToken ct)
    {
        var command = (UploadVolume)run.Command;
        var store = await database.ReadAsync(db => db.GetAsync<ImageStoreRow>(state.StoreId, ct), ct);
        var size = await FetchAsync(stores.Connect(store), state, new Uri(command.Url), TemplateParameter.Checksum(command.Checksum), ct);
        await run.CommitAsync(async db =>
        {
            var now = time.GetUtcNow();
            await db.Volumes.Where(row => row.Id == state.EntityId)
                .Set(row => row.State, VolumeState.Uploaded).Set(row => row.SizeBytes, size).Set(row => row.ImageStoreId, state.StoreId).Set(row => row.ImagePath, state.Path)
                .Set(row => row.Updated, now).UpdateAsync();
        });
    }

    /// <summary>Size of the disk in the image.</summary>
    private async Task<long> FetchAsync(ImageStoreConnection store, UploadSagaState state, Uri url, string? checksum, CancellationToken ct)
    {
        var most = (long)settings.Current.StorageMaxVolumeUploadSize << 30;
        await using var file = await source.OpenAsync(url, ct) with { Packing = ImagePackings.Of(url), Checksum = checksum };
        if (file.Length > most)
        {
            throw TooLarge(most);
        }
        await using var meter = new SourceMeter(file, most, _ => Task.CompletedTask);
        await using var content = await ImageContent.OpenAsync(meter, file.Packing, state.Format, most, ct);
        if (content.Facts.VirtualSizeBytes > most)
        {
            throw TooLarge(most);
        }
        await store.CallAsync((driver, spec) => driver.WriteAsync(spec, state.Path, content, ct), ct);
        return content.Facts.VirtualSizeBytes > 0 ? content.Facts.VirtualSizeBytes : content.Count;
    }

    private static DriverException TooLarge(long most) =>
        new(Outcome.NotApplied, $"The volume is larger than the setting storage.max.volume.upload.size allows ({most >> 30} GiB).");

    private Task DropAsync(UploadSagaState state, SagaRun run, CancellationToken ct) =>
        run.CommitAsync(db => ImageRemovals.AddAsync(db, state.StoreId, state.Path, time.GetUtcNow()));
}
