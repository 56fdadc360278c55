namespace CloudStack.Engine;

internal sealed class ListProjectAccountsHandler : IHandler<ListProjectAccounts, ListResult<ProjectAccount>>
{
    public Task<ListResult<ProjectAccount>> HandleAsync(ListProjectAccounts command, CommandContext context, CancellationToken ct) =>
        throw NoProjects.With(command.ProjectId);
}
