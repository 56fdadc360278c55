namespace CloudStack.Engine;

internal sealed class ListIsosHandler(ImageListing listing) : IHandler<ListIsos, ListResult<Template>>
{
    public Task<ListResult<Template>> HandleAsync(ListIsos command, CommandContext context, CancellationToken ct) =>
        listing.ListAsync(command, new(true, EnumParameter.ParseOptional<TemplateFilter>("isofilter", command.IsoFilter) ?? TemplateFilter.SelfExecutable)
        {
            Id = command.Id,
            ZoneId = command.ZoneId,
            Name = command.Name,
            Keyword = command.Keyword,
            Hypervisor = command.Hypervisor,
            Bootable = command.Bootable,
            IsPublic = command.IsPublic,
            IsReady = command.IsReady,
            Tags = command.Tags,
            NamesOwner = command.Account is not null || command.DomainId is not null || command.ProjectId is not null,
        }, context, ct);
}
