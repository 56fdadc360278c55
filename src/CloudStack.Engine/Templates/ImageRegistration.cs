using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>
/// Registers templates and ISOs. In a zone with an image store the row comes first and the image later (<see cref="ImageTransfers"/>); where there is
/// none the hosts fetch it themselves, and it is ready at once.
/// </summary>
internal sealed class ImageRegistration(IIdSource ids, SettingsStore settings, ResourceCounter counter, TemplateUrl urls)
{
    public async Task<ListResult<Template>> RegisterAsync(ImageRequest request, CommandContext context, CancellationToken ct)
    {
        CheckRights(request, context.Caller);
        var zones = await ZonesAsync(request, context, ct);
        var row = Row(request, context);
        var stores = await context.ReadAsync(db => ImageStoreChoice.OfAsync(db, [.. zones.Select(zone => zone.Id)], ct), ct);
        var facts = TemplateSourceFacts.Unknown;
        if (zones.Any(zone => stores.ContainsKey(zone.Id)))
        {
            await urls.CheckForStoreAsync(request.Url, request.Format, context.Caller, ct);
        }
        if (!zones.All(zone => stores.ContainsKey(zone.Id)))
        {
            facts = await urls.CheckAsync(request.Url, request.Format, request.Hypervisor, context.Caller, ct);
        }
        context.EventText = $"Successfully registered the {request.Noun} {row.Name}";
        return await context.WriteAsync(async db =>
        {
            await counter.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainId, ResourceType.Template);
            await db.InsertRowAsync(row);
            foreach (var zone in zones)
            {
                await db.InsertAsync(Place(row.Id, zone.Id, stores.GetValueOrDefault(zone.Id), facts, context.Now));
            }
            await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), (request.Details ?? new Dictionary<string, string>())
                .Select(detail => new TemplateDetailRow { TemplateId = row.Id, Name = detail.Key, Value = detail.Value }), ct);
            return await TemplateViews.ReadAsync(db, row.Id, null, context.Caller, ct);
        }, ct);
    }

    /// <summary>An image in a zone: ready where the hosts fetch it themselves, else to be brought to the store.</summary>
    public static TemplateZoneRow Place(long template, long zone, ImageStoreRow? store, TemplateSourceFacts facts, DateTimeOffset now) => new()
    {
        TemplateId = template,
        ZoneId = zone,
        StoreId = store?.Id,
        State = store is null ? TemplateStates.Ready : TemplateStates.NotDownloaded,
        Percent = store is null ? 100 : 0,
        VirtualSizeBytes = store is null ? facts.VirtualSizeBytes : 0,
        PhysicalSizeBytes = store is null ? facts.SizeBytes : 0,
        Created = now,
    };

    private TemplateRow Row(ImageRequest request, CommandContext context)
    {
        var uuid = ids.NewGuid();
        return new()
        {
            Uuid = uuid,
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Name = TemplateParameter.Text("name", request.Name),
            DisplayText = TemplateParameter.Text("displaytext", request.DisplayText),
            UniqueName = $"{context.Owner.AccountId}-{uuid}",
            Type = TemplateTypes.User,
            Format = request.Format,
            Hypervisor = request.Hypervisor,
            GuestOsId = request.GuestOsId,
            Url = request.Url,
            Checksum = TemplateParameter.Checksum(request.Checksum),
            Bits = TemplateParameter.Bits(request.Bits),
            RequiresHvm = request.RequiresHvm ?? true,
            PasswordEnabled = request.PasswordEnabled == true,
            SshKeyEnabled = request.SshKeyEnabled == true,
            IsPublic = request.IsPublic == true,
            IsFeatured = request.IsFeatured == true,
            IsExtractable = request.IsExtractable == true,
            IsCrossZones = request.ZoneId == ZoneId.All,
            IsIso = request.IsIso,
            IsBootable = request.IsBootable ?? true,
            Tag = request.Tag,
            Created = context.Now,
        };
    }

    private void CheckRights(ImageRequest request, Identity caller)
    {
        if (caller.IsRoot)
        {
            return;
        }
        if (request.Tag is not null)
        {
            throw CloudStackException.Denied("Only root administrators may set templatetag.");
        }
        if (request.ZoneId == ZoneId.All)
        {
            throw CloudStackException.Denied($"Only root administrators may register {request.Noun}s in all zones; name one as zoneid.");
        }
        if (request.IsFeatured == true)
        {
            throw CloudStackException.Denied($"Only root administrators may register featured {request.Noun}s: leave isfeatured out.");
        }
        if (request.IsPublic == true && !settings.Current.AllowPublicUserTemplates)
        {
            throw CloudStackException.Invalid($"Only private {request.Noun}s can be registered: the setting allow.public.user.templates is false.");
        }
    }

    private static async Task<List<ZoneRow>> ZonesAsync(ImageRequest request, CommandContext context, CancellationToken ct)
    {
        if (request.ZoneId == ZoneId.All)
        {
            var zones = await context.ReadAsync(db => db.Zones.Where(row => row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync(ct), ct);
            return zones.Count > 0 ? zones : throw CloudStackException.Invalid($"There is no zone that the {request.Noun} could be registered in.");
        }
        var zone = context.Row<ZoneRow>(request.ZoneId.Value);
        await CheckZoneAsync(zone, request.Noun, context, ct);
        return [zone];
    }

    /// <exception cref="CloudStackException">The caller may not bring images to the zone (531).</exception>
    public static async Task CheckZoneAsync(ZoneRow zone, string noun, CommandContext context, CancellationToken ct)
    {
        if (context.Caller.IsRoot)
        {
            return;
        }
        if (zone.AllocationState == AllocationState.Disabled)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled; only root administrators may register {noun}s there.");
        }
        await context.ReadAsync(async db =>
        {
            await AccessPolicy.CheckAsync(db, context.Caller, zone, AccessType.Use, "zone");
            return true;
        }, ct);
    }
}
