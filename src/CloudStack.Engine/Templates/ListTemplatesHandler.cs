namespace CloudStack.Engine;

internal sealed class ListTemplatesHandler(ImageListing listing) : IHandler<ListTemplates, ListResult<Template>>
{
    public Task<ListResult<Template>> HandleAsync(ListTemplates command, CommandContext context, CancellationToken ct) =>
        listing.ListAsync(command, new(false, EnumParameter.Parse<TemplateFilter>("templatefilter", command.TemplateFilter))
        {
            Id = command.Id,
            ZoneId = command.ZoneId,
            Name = command.Name,
            Keyword = command.Keyword,
            Hypervisor = command.Hypervisor,
            Tags = command.Tags,
            NamesOwner = command.Account is not null || command.DomainId is not null || command.ProjectId is not null,
        }, context, ct);
}
