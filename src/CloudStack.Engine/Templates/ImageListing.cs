using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Lists templates and ISOs.</summary>
internal sealed class ImageListing(SettingsStore settings)
{
    /// <param name="command">For the page.</param>
    /// <param name="query">What to show.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ListResult<Template>> ListAsync(IListCommand<Template> command, ImageQuery query, CommandContext context, CancellationToken ct)
    {
        if (query.Filter == TemplateFilter.All && !context.Caller.IsRoot && !context.Caller.IsDomainAdmin)
        {
            throw CloudStackException.Invalid($"{(query.IsIso ? "isofilter" : "templatefilter")} all is for administrators. executable lists what you can use.");
        }
        return context.ReadAsync(async db =>
        {
            var templates = context.Row<TemplateRow>(query.Id?.Value) is { } one
                ? await OneAsync(db, one, query, context)
                : Shown(db, query, context);
            templates = Filter(db, templates, query);
            var page = await templates.AsTemplates(db, Places(db, query, context), context.Caller, settings.Current.SortKeyAlgorithm)
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
            return await page.WithDetailsAsync(db, ct);
        }, ct);
    }

    /// <summary>A template that is named by its id is shown to whoever may use it, whatever the filter.</summary>
    private static async Task<IQueryable<TemplateRow>> OneAsync(Db db, TemplateRow row, ImageQuery query, CommandContext context)
    {
        TemplateAccess.OfKind(row, query.IsIso);
        await AccessPolicy.CheckAsync(db, context.Caller, row, AccessType.Use, "template");
        return db.Templates.Where(template => template.Id == row.Id);
    }

    private static IQueryable<TemplateRow> Shown(Db db, ImageQuery query, CommandContext context)
    {
        var isIso = query.IsIso;
        var templates = db.Templates.Where(row => row.Removed.IsNotSet() && row.IsIso == isIso);
        if (query.Filter is TemplateFilter.Featured or TemplateFilter.SelfExecutable)
        {
            templates = templates.Where(row => row.Type != TemplateTypes.System);
        }
        var own = templates.Within(context.Scope, db).Select(row => row.Id);
        switch (query.Filter)
        {
            case TemplateFilter.Featured:
                return templates.Where(row => row.IsPublic && row.IsFeatured);
            case TemplateFilter.Community:
                return templates.Where(row => row.IsPublic && !row.IsFeatured);
            case TemplateFilter.Self or TemplateFilter.SelfExecutable:
                return templates.Within(context.Scope, db);
            case TemplateFilter.SharedExecutable:
                var user = context.Scope.AccountId ?? context.Caller.AccountId;
                return templates.Where(row => db.TemplatePermissions.Any(permission => permission.TemplateId == row.Id && (permission.AccountId == user
                    || db.ProjectAccounts.Any(member => member.AccountId == context.Scope.MemberId && member.ProjectAccountId == permission.AccountId))));
            case TemplateFilter.Executable:
                return templates.Where(row => row.IsPublic || own.Contains(row.Id));
            default:
                return All(db, templates, query, context);
        }
    }

    /// <summary>Everything that an administrator may see, or of that what belongs to the owner that the command names.</summary>
    private static IQueryable<TemplateRow> All(Db db, IQueryable<TemplateRow> templates, ImageQuery query, CommandContext context)
    {
        if (query.NamesOwner)
        {
            return templates.Within(context.Scope, db);
        }
        if (context.Caller.IsRoot)
        {
            return templates.Where(row => row.IsPublic || !db.Projects.Any(project => project.AccountId == row.AccountId));
        }
        var (path, user) = (context.Caller.DomainPath, context.Caller.AccountId);
        return templates.Where(row => row.IsPublic
            || (db.Domains.Any(domain => domain.Id == row.DomainId && domain.Path.StartsWith(path)) && !db.Projects.Any(project => project.AccountId == row.AccountId))
            || db.TemplatePermissions.Any(permission => permission.TemplateId == row.Id && permission.AccountId == user));
    }

    private static IQueryable<TemplateRow> Filter(Db db, IQueryable<TemplateRow> templates, ImageQuery query)
    {
        if (query.Name is { } name)
        {
            templates = templates.Where(row => row.Name == name);
        }
        if (query.Keyword is { } keyword)
        {
            templates = templates.Where(row => row.Name.Contains(keyword));
        }
        if (query.Hypervisor is { } hypervisor)
        {
            var lowered = hypervisor.ToLowerInvariant();
            templates = templates.Where(row => LinqToDB.Sql.Lower(row.Hypervisor) == lowered);
        }
        if (query.Bootable is { } bootable)
        {
            templates = templates.Where(row => row.IsBootable == bootable);
        }
        if (query.IsPublic is { } isPublic)
        {
            templates = templates.Where(row => row.IsPublic == isPublic);
        }
        var type = TemplateTypes.TagOf(query.IsIso);
        foreach (var (key, value) in query.Tags ?? new Dictionary<string, string>())
        {
            templates = templates.Where(row => db.ResourceTags.Any(
                tag => tag.ResourceType == type && tag.ResourceId == row.Id && tag.Name == key && tag.Value == value));
        }
        return templates;
    }

    /// <summary>The zones that count: the one that is asked for, those where the template is ready, and none that is kept for other domains.</summary>
    private static IQueryable<TemplateZoneRow> Places(Db db, ImageQuery query, CommandContext context)
    {
        IQueryable<TemplateZoneRow> places = db.TemplateZones;
        if (context.Row<ZoneRow>(query.ZoneId?.Value) is { } zone)
        {
            places = places.Where(row => row.ZoneId == zone.Id);
        }
        if (query.Id is null && query.Filter is not (TemplateFilter.Self or TemplateFilter.All))
        {
            places = places.Where(row => row.State == TemplateStates.Ready);
        }
        if (query.IsReady is { } isReady)
        {
            places = places.Where(row => row.State == TemplateStates.Ready == isReady);
        }
        if (!context.Caller.IsRoot)
        {
            var reaching = db.ReachingDomains(context.Caller);
            places = places.Where(row => db.Zones.Any(zone => zone.Id == row.ZoneId && (zone.DomainId == null || reaching.Contains(zone.DomainId.Value))));
        }
        return places;
    }
}
