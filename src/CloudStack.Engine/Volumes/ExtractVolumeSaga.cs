using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>What the extraction of a volume knows.</summary>
internal sealed class ExtractSagaState : SagaState
{
    public Guid? VmUuid { get; set; }

    public long StoreId { get; set; }

    public Guid Extraction { get; set; }

    public string Path { get; set; } = "";

    public string Format { get; set; } = "";
}

/// <summary>Writes a volume to the image store, from where it can be downloaded until <c>extract.url.expiration.interval</c> is over and the image goes.</summary>
internal sealed class ExtractVolumeSaga(
    Database database, VolumeHosts hosts, VmSpecs specs, ImageStoreGateway stores, ImageLinks links, SettingsStore settings, IIdSource ids, TimeProvider time)
    : Saga<ExtractVolume, ExtractSagaState, Extraction>
{
    private const string Download = "HTTP_DOWNLOAD", Upload = "FTP_UPLOAD", Created = "DOWNLOAD_URL_CREATED";

    protected override async Task<ExtractSagaState> PrepareAsync(ExtractVolume command, CommandContext context, CancellationToken ct)
    {
        var (volume, zone) = (context.Row<VolumeRow>(command.Id.Value), context.Row<ZoneRow>(command.ZoneId.Value));
        if (settings.Current.DisableExtraction)
        {
            throw CloudStackException.Denied("Downloads are switched off (setting disable.extraction).");
        }
        if (!command.Mode.Equals(Download, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid(command.Mode.Equals(Upload, StringComparison.OrdinalIgnoreCase)
                ? $"{Upload} is not offered; use {Download} and fetch the volume from the link." : $"mode cannot be {command.Mode}; it is {Download}.");
        }
        if (command.Url is not null)
        {
            throw CloudStackException.Invalid($"url is for {Upload}, which is not offered.");
        }
        if (zone.Id != volume.ZoneId)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is not in the zone {zone.Name}.");
        }
        Check(volume);
        var driver = await hosts.DriverOfAsync(volume, ct);
        if (driver is not IVolumeImages)
        {
            throw CloudStackException.Invalid($"Downloads of volumes are not supported on {driver.Traits.Hypervisor} hosts.");
        }
        var (vm, store) = await database.ReadAsync(async db =>
        {
            if (volume.Type == VolumeType.Root && !context.Caller.IsRoot
                && (volume.TemplateId is not { } id || await db.GetAsync<TemplateRow>(id, ct) is not { IsExtractable: true, Type: not TemplateTypes.System }))
            {
                throw CloudStackException.Denied($"The volume {volume.Name} was made from a template that is not marked as extractable (isextractable).");
            }
            return (volume.VmId is { } user ? await db.GetAsync<VirtualMachineRow>(user, ct) : null, await VolumeImages.StoreOfAsync(db, zone.Id, ct));
        }, ct);
        VolumeMoves.CheckVm(vm, volume, "extracted", mayRun: false);
        var (extraction, format) = (ids.NewGuid(), VolumeImages.FormatOf(driver));
        return new ExtractSagaState
        {
            EntityUuid = volume.Uuid,
            EntityId = volume.Id,
            OwnerAccountId = volume.AccountId,
            OwnerDomainId = volume.DomainId,
            VmUuid = vm?.Uuid,
            StoreId = store.Id,
            Extraction = extraction,
            Path = $"extracted/{extraction}.{format.ToLowerInvariant()}",
            Format = format,
        };
    }

    protected override void Define(SagaBuilder<ExtractSagaState> saga) => saga.Step("export", ExportAsync, undo: DropAsync);

    protected override IReadOnlyList<string> Locks(ExtractSagaState state) => VolumeMoves.Locks(state.EntityUuid, state.VmUuid);

    protected override async Task<Extraction> ResultAsync(ExtractSagaState state, Db db)
    {
        var volume = await db.GetAsync<VolumeRow>(state.EntityId);
        var (zone, owner, store) = (await db.GetAsync<ZoneRow>(volume.ZoneId), await db.GetAsync<AccountRow>(volume.AccountId), await db.GetAsync<ImageStoreRow>(state.StoreId));
        var name = string.Concat(volume.Name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return new Extraction
        {
            Id = volume.Uuid,
            Name = volume.Name,
            ExtractId = state.Extraction,
            Status = Created,
            AccountId = new AccountId(owner.Uuid),
            Created = time.GetUtcNow(),
            State = Created,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            ExtractMode = Download,
            Url = links.Create(new(store.Uuid, state.Path, $"{name}.{state.Format.ToLowerInvariant()}")),
        };
    }

    private static void Check(VolumeRow volume)
    {
        if (volume.State != VolumeState.Ready || volume.PoolId is null)
        {
            throw VolumeMoves.Refuse(volume, "extracted");
        }
    }

    private async Task ExportAsync(ExtractSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm, spec, store) = await database.ReadAsync(async db =>
        {
            var (disk, user) = await VolumeMoves.AtTurnAsync(db, state.EntityId, state.VmUuid);
            Check(disk);
            VolumeMoves.CheckVm(user, disk, "extracted", mayRun: false);
            return (disk, user, (await specs.SpecsAsync(db, [disk], ct))[disk.Id], await db.GetAsync<ImageStoreRow>(state.StoreId, ct));
        }, ct);
        var host = await hosts.ConnectAsync(volume, vm, ct);
        var image = stores.Connect(store).Image(state.Path, state.Format);
        await VolumeHosts.WithinAsync(settings.Current.CopyVolumeWait, $"The extraction of the volume {volume.Name}", time,
            token => host.CallFacetAsync<IVolumeImages, ImageFacts>("Downloads of volumes", (driver, endpoint) => driver.ExportVolumeAsync(endpoint, spec, image, token), token), ct);
        await run.CommitAsync(db =>
        {
            // The image goes when the link is not good any more.
            var now = time.GetUtcNow();
            var row = new ImageRemovalRow { StoreId = state.StoreId, Path = state.Path, Created = now, RetryAt = now.AddSeconds(settings.Current.ExtractUrlExpirationInterval + 60) };
            return db.InsertAsync(row);
        });
    }

    private Task DropAsync(ExtractSagaState state, SagaRun run, CancellationToken ct) =>
        run.CommitAsync(db => ImageRemovals.AddAsync(db, state.StoreId, state.Path, time.GetUtcNow()));
}
