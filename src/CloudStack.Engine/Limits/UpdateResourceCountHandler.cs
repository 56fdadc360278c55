using LinqToDB;

namespace CloudStack.Engine;

internal sealed class UpdateResourceCountHandler : IHandler<UpdateResourceCount, ListResult<ResourceCount>>
{
    public async Task<ListResult<ResourceCount>> HandleAsync(UpdateResourceCount command, CommandContext context, CancellationToken ct)
    {
        IReadOnlyList<ResourceType> types = command.ResourceType is { } number ? [ResourceTypes.Parse(number)] : Enum.GetValues<ResourceType>();
        var domain = context.Row<DomainRow>(command.DomainId.Value);
        var project = context.Row<ProjectRow>(command.ProjectId?.Value);
        var counts = await context.WriteAsync(async db =>
        {
            if (project is not null)
            {
                Owner.CheckOne(command.Account);
                await AccessPolicy.CheckAsync(db, context.Caller, project, AccessType.Use, "project");
                return await ResourceRecount.CountAccountAsync(db, project.AccountId, types);
            }
            if (command.Account is null)
            {
                return await ResourceRecount.CountDomainAsync(db, domain, types);
            }
            var account = await AccountRules.FindAsync(db, context.Caller, command.Account, domain.Id, domain.Name, AccessType.Use);
            return await ResourceRecount.CountAccountAsync(db, account.Id, types);
        }, ct);
        var views = types.Select(type => new ResourceCount
        {
            Account = command.Account,
            ProjectId = command.ProjectId,
            Project = project?.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            ResourceType = ResourceTypes.Text((int)type),
            Count = counts[type],
        }).ToList();
        return new(views, views.Count);
    }
}
