using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

internal sealed class RegisterTemplateHandler(
    IIdSource ids, SettingsStore settings, ResourceCounter counter, HypervisorGateway gateway, TemplateUrl urls)
    : IHandler<RegisterTemplate, ListResult<Template>>
{
    public async Task<ListResult<Template>> HandleAsync(RegisterTemplate command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        CheckRights(command, context.Caller);
        var format = TemplateFormat.Parse(command.Format);
        await CheckZoneAsync(zone, context, ct);
        var hypervisor = TemplateFormat.CheckHypervisor(gateway, command.Hypervisor, format);
        var uuid = ids.NewGuid();
        var row = new TemplateRow
        {
            Uuid = uuid,
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Name = TemplateParameter.Text("name", command.Name),
            DisplayText = TemplateParameter.Text("displaytext", command.DisplayText),
            UniqueName = $"{context.Owner.AccountId}-{uuid}",
            Type = TemplateTypes.User,
            Format = format,
            Hypervisor = hypervisor,
            GuestOsId = context.Row<GuestOsRow>(command.OsTypeId.Value).Id,
            Url = command.Url,
            Checksum = TemplateParameter.Checksum(command.Checksum),
            Bits = TemplateParameter.Bits(command.Bits),
            RequiresHvm = command.RequiresHvm ?? true,
            PasswordEnabled = command.PasswordEnabled == true,
            SshKeyEnabled = command.SshKeyEnabled == true,
            IsPublic = command.IsPublic == true,
            IsFeatured = command.IsFeatured == true,
            IsExtractable = command.IsExtractable == true,
            IsBootable = true,
            Tag = command.TemplateTag,
            Created = context.Now,
        };
        var facts = await urls.CheckAsync(command.Url, format, hypervisor, context.Caller, ct);
        context.EventText = $"Successfully registered the template {row.Name}";
        return await context.WriteAsync(async db =>
        {
            await counter.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainPath, ResourceType.Template);
            await db.InsertRowAsync(row);
            await db.InsertAsync(new TemplateZoneRow
            {
                TemplateId = row.Id,
                ZoneId = zone.Id,
                State = TemplateStates.Ready,
                Percent = 100,
                VirtualSizeBytes = facts.VirtualSizeBytes,
                PhysicalSizeBytes = facts.SizeBytes,
                Created = context.Now,
            });
            await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), (command.Details ?? new Dictionary<string, string>())
                .Select(detail => new TemplateDetailRow { TemplateId = row.Id, Name = detail.Key, Value = detail.Value }), ct);
            var views = await db.Templates.Where(template => template.Id == row.Id)
                .AsTemplates(db, db.TemplateZones, context.Caller, settings.Current.SortKeyAlgorithm).ToListAsync(ct);
            return await new ListResult<Template>(views, views.Count).WithDetailsAsync(db, ct);
        }, ct);
    }

    private void CheckRights(RegisterTemplate command, Identity caller)
    {
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
            throw CloudStackException.Denied("Only root administrators may register featured templates: leave isfeatured out.");
        }
        if (command.IsPublic == true && !settings.Current.AllowPublicUserTemplates)
        {
            throw CloudStackException.Invalid("Only private templates can be registered: the setting allow.public.user.templates is false.");
        }
    }

    private static async Task CheckZoneAsync(ZoneRow zone, CommandContext context, CancellationToken ct)
    {
        if (context.Caller.IsRoot)
        {
            return;
        }
        if (zone.AllocationState == AllocationState.Disabled)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled; only root administrators may register templates there.");
        }
        await context.ReadAsync(async db =>
        {
            await AccessPolicy.CheckAsync(db, context.Caller, zone, AccessType.Use, "zone");
            return true;
        }, ct);
    }
}
