using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Templates as clients see them, one item for each zone that a template is in.</summary>
internal static class TemplateViews
{
    /// <summary>The view of each row, as part of the query, by sort key. Details and tags are added by <see cref="WithDetailsAsync"/>.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="db">The connection.</param>
    /// <param name="places">The zones that count.</param>
    /// <param name="caller">Who asks: how the download went is for administrators and the owner.</param>
    /// <param name="ascending">Whether low sort keys come first.</param>
    public static IQueryable<Template> AsTemplates(
        this IQueryable<TemplateRow> templates, Db db, IQueryable<TemplateZoneRow> places, Identity caller, bool ascending)
    {
        var sign = ascending ? 1 : -1;
        var (isRoot, isAdmin, account) = (caller.IsRoot, caller.IsRoot || caller.IsDomainAdmin, caller.AccountId);
        return from template in templates
               join place in places on template.Id equals place.TemplateId
               join zone in db.Zones.Where(row => row.Removed.IsNotSet()) on place.ZoneId equals zone.Id
               join owner in db.Accounts on template.AccountId equals owner.Id
               join domain in db.Domains on template.DomainId equals domain.Id
               from project in db.Projects.Where(project => project.AccountId == template.AccountId).DefaultIfEmpty()
               from os in db.GuestOsTypes.Where(row => row.Id == template.GuestOsId).DefaultIfEmpty()
               from store in db.ImageStores.Where(row => row.Id == place.StoreId).DefaultIfEmpty()
               from source in db.Templates.Where(row => row.Id == template.SourceTemplateId).DefaultIfEmpty()
               orderby template.SortKey * sign, template.Id, place.Id
               select new Template
               {
                   Id = new TemplateId(template.Uuid),
                   Name = template.Name,
                   DisplayText = template.DisplayText,
                   IsPublic = template.IsPublic,
                   Created = place.Created,
                   Removed = template.Removed,
                   IsReady = place.State == TemplateStates.Ready,
                   PasswordEnabled = template.PasswordEnabled,
                   Format = template.Format,
                   Bootable = template.IsBootable,
                   IsFeatured = template.IsFeatured,
                   CrossZones = template.IsCrossZones,
                   OsTypeId = os == null ? null : new GuestOsId(os.Uuid),
                   OsTypeName = os == null ? null : os.Name,
                   AccountId = project == null ? new AccountId(owner.Uuid) : (AccountId?)null,
                   Account = project == null ? owner.Name : null,
                   ProjectId = project == null ? null : new ProjectId(project.Uuid),
                   Project = project == null ? null : project.Name,
                   ZoneId = new ZoneId(zone.Uuid),
                   ZoneName = zone.Name,
                   Status = !isAdmin && template.AccountId != account
                       && !db.ProjectAccounts.Any(member => member.ProjectAccountId == template.AccountId && member.AccountId == account) ? null
                       : place.State == TemplateStates.Ready ? template.IsIso ? "Successfully Installed" : "Download Complete"
                       : place.State != TemplateStates.InProgress ? place.Error ?? "Processing"
                       : place.Percent == 100 ? template.IsIso ? "Installing ISO" : "Installing Template"
                       : LinqToDB.Sql.Convert<string, int>(place.Percent) + "% Downloaded",
                   Size = place.VirtualSizeBytes != 0 ? place.VirtualSizeBytes : place.PhysicalSizeBytes != 0 ? place.PhysicalSizeBytes : null,
                   TemplateType = template.Type,
                   Hypervisor = template.Hypervisor,
                   Domain = domain.Name,
                   DomainId = new DomainId(domain.Uuid),
                   IsExtractable = template.IsExtractable,
                   Checksum = template.Checksum,
                   SourceTemplateId = source == null ? null : new TemplateId(source.Uuid),
                   HostId = store == null || !isRoot ? null : new HostId(store.Uuid),
                   HostName = store == null || !isRoot ? null : store.Name,
                   TemplateTag = template.Tag,
                   SshKeyEnabled = template.SshKeyEnabled,
               };
    }

    /// <summary>One template or ISO, in all its zones or in one.</summary>
    public static async Task<ListResult<Template>> ReadAsync(Db db, long template, long? zone, Identity caller, CancellationToken ct = default)
    {
        var views = await db.Templates.Where(row => row.Id == template)
            .AsTemplates(db, db.TemplateZones.Where(place => zone == null || place.ZoneId == zone), caller, ascending: true).ToListAsync(ct);
        return await new ListResult<Template>(views, views.Count).WithDetailsAsync(db, ct);
    }

    /// <summary>Adds the details and tags to a page of templates.</summary>
    public static async Task<ListResult<Template>> WithDetailsAsync(this ListResult<Template> page, Db db, CancellationToken ct = default)
    {
        var ids = page.Items.Select(item => item.Id.Value).Distinct().ToList();
        if (ids.Count == 0)
        {
            return page;
        }
        var details = (await (from detail in db.TemplateDetails
                              join template in db.Templates on detail.TemplateId equals template.Id
                              where ids.Contains(template.Uuid)
                              select new { template.Uuid, detail.Name, detail.Value }).ToListAsync(ct)).ToLookup(row => row.Uuid);
        var tags = (await (from tag in db.ResourceTags
                           join owner in db.Accounts on tag.AccountId equals owner.Id
                           join domain in db.Domains on tag.DomainId equals domain.Id
                           from project in db.Projects.Where(project => project.AccountId == tag.AccountId).DefaultIfEmpty()
                           where (tag.ResourceType == "Template" || tag.ResourceType == "ISO") && ids.Contains(tag.ResourceUuid)
                           orderby tag.Id
                           select new ResourceTag
                           {
                               Key = tag.Name,
                               Value = tag.Value,
                               ResourceType = tag.ResourceType,
                               ResourceId = tag.ResourceUuid,
                               Account = project == null ? owner.Name : null,
                               ProjectId = project == null ? null : new ProjectId(project.Uuid),
                               Project = project == null ? null : project.Name,
                               DomainId = new DomainId(domain.Uuid),
                               Domain = domain.Name,
                               Customer = tag.Customer,
                           }).ToListAsync(ct)).ToLookup(tag => tag.ResourceId);
        return page.Map(item => item with
        {
            Details = details.Contains(item.Id.Value) ? details[item.Id.Value].ToDictionary(row => row.Name, row => row.Value) : null,
            Tags = [.. tags[item.Id.Value]],
        });
    }
}
