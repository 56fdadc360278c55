using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListAffinityGroupsHandler(SettingsStore settings) : IHandler<ListAffinityGroups, ListResult<AffinityGroup>>
{
    public Task<ListResult<AffinityGroup>> HandleAsync(ListAffinityGroups command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var groups = db.AffinityGroups.Where(group => group.Removed.IsNotSet()).Within(context.Scope, db);
            if (command.Id is { } id)
            {
                groups = groups.Where(group => group.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                groups = groups.Where(group => group.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                groups = groups.Where(group => group.Name.Contains(keyword) || group.Description!.Contains(keyword));
            }
            if (command.Type is { } type)
            {
                var wanted = AffinityTypes.Parse(type);
                groups = groups.Where(group => group.Type == wanted);
            }
            if (context.Row<VirtualMachineRow>(command.VirtualMachineId?.Value) is { } vm)
            {
                groups = groups.Where(group => db.AffinityMembers.Any(member => member.GroupId == group.Id && member.VmId == vm.Id));
            }
            var page = await groups.AsAffinityGroups(db)
                .PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<AffinityGroup>(await AffinityGroupViews.WithMembersAsync(db, page.Items, ct), page.Count);
        }, ct);
}
