using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListVpcOfferingsHandler(SettingsStore settings) : IHandler<ListVpcOfferings, ListResult<VpcOffering>>
{
    public Task<ListResult<VpcOffering>> HandleAsync(ListVpcOfferings command, CommandContext context, CancellationToken ct)
    {
        var state = EnumParameter.ParseOptional<OfferingState>("state", command.State);
        var services = (command.SupportedServices ?? []).Select(VpcServices.Parse).ToList();
        return context.ReadAsync(async db =>
        {
            var rows = db.VpcOfferings.Where(row => row.Removed.IsNotSet());
            if (command.Id is { } id)
            {
                rows = rows.Where(row => row.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                rows = rows.Where(row => row.Name.Contains(name));
            }
            if (command.DisplayText is { } text)
            {
                rows = rows.Where(row => row.DisplayText.Contains(text));
            }
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.Name.Contains(keyword) || row.DisplayText.Contains(keyword));
            }
            if (command.IsDefault is { } isDefault)
            {
                rows = rows.Where(row => row.IsDefault == isDefault);
            }
            if (state is { } wanted)
            {
                rows = rows.Where(row => row.State == wanted);
            }
            foreach (var service in services)
            {
                rows = rows.Where(row => db.VpcOfferingServices.Any(other => other.VpcOfferingId == row.Id && other.Service == service));
            }
            var page = await rows.OrderBy(row => row.Id).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<VpcOffering>(await VpcOfferingViews.ShowAsync(db, page.Items), page.Count);
        }, ct);
    }
}
