using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateTemplateHandler(SettingsStore settings, HypervisorGateway gateway) : IHandler<UpdateTemplate, Template>
{
    public async Task<Template> HandleAsync(UpdateTemplate command, CommandContext context, CancellationToken ct)
    {
        var found = TemplateAccess.NotIso(context.Row<TemplateRow>(command.Id.Value));
        var name = command.Name is null ? null : TemplateParameter.Text("name", command.Name);
        var text = command.DisplayText is null ? null : TemplateParameter.Text("displaytext", command.DisplayText);
        var format = command.Format is null ? null : TemplateFormat.Parse(command.Format);
        if (format is not null && found.Hypervisor is not null)
        {
            TemplateFormat.CheckHypervisor(gateway, found.Hypervisor, format);
        }
        var os = context.Row<GuestOsRow>(command.OsTypeId?.Value)?.Id;
        return await context.WriteAsync(async db =>
        {
            var row = await TemplateAccess.ReadAsync(db, found);
            row.Name = name ?? row.Name;
            row.DisplayText = text ?? row.DisplayText;
            row.Format = format ?? row.Format;
            row.GuestOsId = os ?? row.GuestOsId;
            row.IsBootable = command.Bootable ?? row.IsBootable;
            row.PasswordEnabled = command.PasswordEnabled ?? row.PasswordEnabled;
            row.SortKey = command.SortKey ?? row.SortKey;
            await db.UpdateVersionedAsync(row);
            var views = await db.Templates.Where(template => template.Id == row.Id)
                .AsTemplates(db, db.TemplateZones, context.Caller, settings.Current.SortKeyAlgorithm).Take(1).ToListAsync(ct);
            // A template whose zones are all gone has no view of a zone.
            return views.Count == 0 ? new Template { Id = command.Id, Name = row.Name, DisplayText = row.DisplayText, Format = row.Format, Created = row.Created }
                : (await new ListResult<Template>(views, views.Count).WithDetailsAsync(db, ct)).Items[0];
        }, ct);
    }
}
