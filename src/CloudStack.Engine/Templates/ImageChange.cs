using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Changes what is known of templates and ISOs; what is null stays.</summary>
internal sealed record ImageChanges(bool IsIso, TemplateId Id)
{
    public string? Name { get; init; }
    public string? DisplayText { get; init; }
    public string? Format { get; init; }
    public GuestOsId? OsTypeId { get; init; }
    public bool? Bootable { get; init; }
    public bool? PasswordEnabled { get; init; }
    public int? SortKey { get; init; }
}

/// <summary>Makes such changes.</summary>
internal sealed class ImageChange(HypervisorGateway gateway)
{
    public async Task<Template> ApplyAsync(ImageChanges changes, CommandContext context, CancellationToken ct)
    {
        var found = TemplateAccess.OfKind(context.Row<TemplateRow>(changes.Id.Value), changes.IsIso);
        var name = changes.Name is null ? null : TemplateParameter.Text("name", changes.Name);
        var text = changes.DisplayText is null ? null : TemplateParameter.Text("displaytext", changes.DisplayText);
        var format = Format(changes.Format, found);
        var os = context.Row<GuestOsRow>(changes.OsTypeId?.Value)?.Id;
        return await context.WriteAsync(async db =>
        {
            var row = await TemplateAccess.ReadAsync(db, found);
            row.Name = name ?? row.Name;
            row.DisplayText = text ?? row.DisplayText;
            row.Format = format ?? row.Format;
            row.GuestOsId = os ?? row.GuestOsId;
            row.IsBootable = changes.Bootable ?? row.IsBootable;
            row.PasswordEnabled = changes.PasswordEnabled ?? row.PasswordEnabled;
            row.SortKey = changes.SortKey ?? row.SortKey;
            await db.UpdateVersionedAsync(row);
            var views = await TemplateViews.ReadAsync(db, row.Id, null, context.Caller, ct);
            // One whose zones are all gone has no view of a zone.
            return views.Items.Count == 0 ? new Template { Id = changes.Id, Name = row.Name, DisplayText = row.DisplayText, Format = row.Format, Created = row.Created }
                : views.Items[0];
        }, ct);
    }

    private string? Format(string? text, TemplateRow found)
    {
        if (text is null)
        {
            return null;
        }
        if (found.IsIso)
        {
            return text.Equals(TemplateFormat.Iso, StringComparison.OrdinalIgnoreCase) ? TemplateFormat.Iso
                : throw CloudStackException.Invalid($"format of an ISO cannot be {text}; it is {TemplateFormat.Iso}.");
        }
        var format = TemplateFormat.Parse(text);
        if (found.Hypervisor is not null)
        {
            TemplateFormat.CheckHypervisor(gateway, found.Hypervisor, format);
        }
        return format;
    }
}
