using System.Text.Json.Serialization;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>What the creation of a template knows.</summary>
internal sealed class TemplateSagaState : SagaState
{
    /// <summary>What is recorded; not needed after that.</summary>
    [JsonIgnore]
    public TemplateRow? Row { get; set; }

    public long ZoneId { get; set; }

    public long StoreId { get; set; }

    public string Path { get; set; } = "";

    /// <summary>The volume that it is made from, or 0.</summary>
    public long VolumeId { get; set; }

    public Guid? VolumeUuid { get; set; }

    public Guid? VmUuid { get; set; }

    /// <summary>The snapshot that it is made from.</summary>
    public Guid? Snapshot { get; set; }
}

/// <summary>Makes a template from a volume that nothing writes to meanwhile, or from a snapshot, in the zone's image store.</summary>
internal sealed class CreateTemplateSaga(
    Database database, VolumeHosts hosts, VmSpecs specs, ImageStoreGateway stores, HypervisorGateway hypervisors, ResourceCounter limits, SettingsStore settings,
    IIdSource ids, TimeProvider time) : Saga<CreateTemplate, TemplateSagaState, Template>
{
    protected override async Task<TemplateSagaState> PrepareAsync(CreateTemplate command, CommandContext context, CancellationToken ct)
    {
        CheckRights(command, context.Caller);
        var (volume, snapshot) = (context.Row<VolumeRow>(command.VolumeId?.Value), context.Row<SnapshotRow>(command.SnapshotId?.Value));
        if ((volume is null) == (snapshot is null))
        {
            throw CloudStackException.Invalid("Give volumeid or snapshotid, one of the two.");
        }
        var driver = snapshot is not null ? hypervisors.Get(snapshot.Hypervisor) : await hosts.DriverOfAsync(volume!, ct);
        if (volume is not null && driver is not IVolumeImages)
        {
            throw CloudStackException.Invalid($"Making templates from volumes is not supported on {driver.Traits.Hypervisor} hosts.");
        }
        if (snapshot is not null && snapshot.State != SnapshotState.BackedUp)
        {
            throw CloudStackException.Invalid($"The snapshot {snapshot.Name} cannot be used while it is {snapshot.State}; it must be BackedUp.");
        }
        if (volume is not null && volume.State != VolumeState.Ready)
        {
            throw VolumeMoves.Refuse(volume, "made into a template");
        }
        var (account, zone) = (volume?.AccountId ?? snapshot!.AccountId, volume?.ZoneId ?? snapshot!.ZoneId);
        var (vm, owner, source, store) = await database.ReadAsync(async db =>
        {
            var origin = volume ?? await db.GetAsync<VolumeRow>(snapshot!.VolumeId, ct);
            return (volume?.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id, ct) : null, await Owner.ReadAsync(db, account),
                origin.TemplateId is { } template ? await db.GetAsync<TemplateRow>(template, ct) : null, await VolumeImages.StoreOfAsync(db, zone, ct));
        }, ct);
        if (owner.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {owner.AccountName}, which would own the template, is {owner.State}.");
        }
        if (volume is not null)
        {
            VolumeMoves.CheckVm(vm, volume, "made into a template", mayRun: false);
        }
        var uuid = ids.NewGuid();
        var format = snapshot?.Format ?? VolumeImages.FormatOf(driver);
        return new TemplateSagaState
        {
            Row = new TemplateRow
            {
                Uuid = uuid,
                AccountId = owner.AccountId,
                DomainId = owner.DomainId,
                Name = TemplateParameter.Text("name", command.Name),
                DisplayText = TemplateParameter.Text("displaytext", command.DisplayText),
                UniqueName = $"{owner.AccountId}-{uuid}",
                Type = TemplateTypes.User,
                Format = format,
                Hypervisor = driver.Traits.Hypervisor,
                GuestOsId = context.Row<GuestOsRow>(command.OsTypeId.Value).Id,
                Bits = TemplateParameter.Bits(command.Bits),
                RequiresHvm = command.RequiresHvm ?? true,
                PasswordEnabled = command.PasswordEnabled == true,
                IsPublic = command.IsPublic == true,
                IsFeatured = command.IsFeatured == true,
                IsExtractable = source is { IsExtractable: true, Type: not TemplateTypes.System },
                IsBootable = true,
                Tag = command.TemplateTag,
                SourceTemplateId = source is { IsIso: false } ? source.Id : null,
                Created = context.Now,
            },
            EntityUuid = uuid,
            OwnerAccountId = owner.AccountId,
            OwnerDomainId = owner.DomainId,
            ZoneId = zone,
            StoreId = store.Id,
            Path = $"templates/{uuid}.{format.ToLowerInvariant()}",
            VolumeId = volume?.Id ?? 0,
            VolumeUuid = volume?.Uuid,
            VmUuid = vm?.Uuid,
            Snapshot = snapshot?.Uuid,
        };
    }

    protected override async Task RecordAsync(CreateTemplate command, TemplateSagaState state, CommandContext context, Db db)
    {
        var owner = await Owner.ReadAsync(db, state.OwnerAccountId);
        await limits.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.Template);
        await db.InsertRowAsync(state.Row!);
        state.EntityId = state.Row!.Id;
        await db.InsertAsync(new TemplateZoneRow { TemplateId = state.EntityId, ZoneId = state.ZoneId, StoreId = state.StoreId, Path = state.Path, State = "CREATING", Created = context.Now });
        await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), (command.Details ?? new Dictionary<string, string>())
            .Select(detail => new TemplateDetailRow { TemplateId = state.EntityId, Name = detail.Key, Value = detail.Value }));
    }

    protected override void Define(SagaBuilder<TemplateSagaState> saga) => saga.Step("write", WriteAsync, undo: DropAsync);

    protected override IReadOnlyList<string> Locks(TemplateSagaState state) => state.Snapshot is { } snapshot ? [$"snapshot:{snapshot}"] : VolumeMoves.Locks(state.VolumeUuid, state.VmUuid);

    protected override async Task<Template> ResultAsync(TemplateSagaState state, Db db)
    {
        var caller = await IdentityReader.ReadAsync(db, Identity.SystemUserId);
        var views = await db.Templates.Where(row => row.Id == state.EntityId).AsTemplates(db, db.TemplateZones, caller, ascending: true).ToListAsync();
        return (await new ListResult<Template>(views, views.Count).WithDetailsAsync(db)).Items[0];
    }

    protected override async Task FailedAsync(TemplateSagaState state, Db db, Exception reason)
    {
        var now = time.GetUtcNow();
        await db.TemplateZones.DeleteAsync(row => row.TemplateId == state.EntityId);
        await db.Templates.Where(row => row.Id == state.EntityId).Set(row => row.Removed, now).UpdateAsync();
        await limits.GiveBackAsync(db, state.OwnerAccountId, state.OwnerDomainId, ResourceType.Template);
    }

    private void CheckRights(CreateTemplate command, Identity caller)
    {
        if (command.Url is not null || command.VirtualMachineId is not null)
        {
            throw CloudStackException.Invalid("url and virtualmachineid are for bare metal, which this cloud does not offer.");
        }
        if (caller.IsRoot)
        {
            return;
        }
        if (command.TemplateTag is not null)
        {
            throw CloudStackException.Denied("Only root administrators may set templatetag.");
        }
        if (command.IsFeatured == true)
        {
            throw CloudStackException.Denied("Only root administrators may make featured templates: leave isfeatured out.");
        }
        if (command.IsPublic == true && !settings.Current.AllowPublicUserTemplates)
        {
            throw CloudStackException.Invalid("Only private templates can be made: the setting allow.public.user.templates is false.");
        }
    }

    private async Task WriteAsync(TemplateSagaState state, SagaRun run, CancellationToken ct)
    {
        var facts = state.Snapshot is { } snapshot ? await CopyAsync(state, snapshot, ct) : await ExportAsync(state, ct);
        await run.CommitAsync(async db =>
        {
            var (size, physical) = (facts.VirtualSizeBytes, facts.PhysicalSizeBytes);
            await db.TemplateZones.Where(row => row.TemplateId == state.EntityId)
                .Set(row => row.State, TemplateStates.Ready).Set(row => row.Percent, 100)
                .Set(row => row.VirtualSizeBytes, size).Set(row => row.PhysicalSizeBytes, physical).UpdateAsync();
        });
    }

    private async Task<ImageFacts> ExportAsync(TemplateSagaState state, CancellationToken ct)
    {
        var (volume, vm, spec, store, format) = await database.ReadAsync(async db =>
        {
            var (disk, user) = await VolumeMoves.AtTurnAsync(db, state.VolumeId, state.VmUuid);
            VolumeMoves.CheckVm(user, disk, "made into a template", mayRun: false);
            return disk.State != VolumeState.Ready ? throw VolumeMoves.Refuse(disk, "made into a template")
                : (disk, user, (await specs.SpecsAsync(db, [disk], ct))[disk.Id], await db.GetAsync<ImageStoreRow>(state.StoreId, ct), (await db.GetAsync<TemplateRow>(state.EntityId, ct)).Format);
        }, ct);
        var host = await hosts.ConnectAsync(volume, vm, ct);
        var image = stores.Connect(store).Image(state.Path, format);
        return await VolumeHosts.WithinAsync(settings.Current.CreatePrivateTemplateFromVolumeWait, $"Making a template from the volume {volume.Name}", time,
            token => host.CallFacetAsync<IVolumeImages, ImageFacts>("Making templates from volumes", (driver, endpoint) => driver.ExportVolumeAsync(endpoint, spec, image, token), token), ct);
    }

    private async Task<ImageFacts> CopyAsync(TemplateSagaState state, Guid snapshotUuid, CancellationToken ct)
    {
        var (snapshot, from, to) = await database.ReadAsync(async db =>
        {
            var row = await db.FindAsync<SnapshotRow>(snapshotUuid, ct);
            return row is { Removed: null, StoreId: { } home } ? (row, await db.GetAsync<ImageStoreRow>(home, ct), await db.GetAsync<ImageStoreRow>(state.StoreId, ct))
                : throw CloudStackException.Invalid($"The snapshot {row?.Name} was deleted in the meantime.");
        }, ct);
        return await VolumeHosts.WithinAsync(settings.Current.CreatePrivateTemplateFromSnapshotWait, $"Making a template from the snapshot {snapshot.Name}", time, async token =>
        {
            await using var image = await stores.Connect(from).CallAsync((driver, store) => driver.ReadAsync(store, snapshot.Path!, token), token);
            await stores.Connect(to).CallAsync((driver, store) => driver.WriteAsync(store, state.Path, image, token), token);
            return new ImageFacts(snapshot.SizeBytes, snapshot.PhysicalSizeBytes);
        }, ct);
    }

    private Task DropAsync(TemplateSagaState state, SagaRun run, CancellationToken ct) =>
        run.CommitAsync(db => ImageRemovals.AddAsync(db, state.StoreId, state.Path, time.GetUtcNow()));
}
