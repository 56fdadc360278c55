using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class ListProjectsHandler(SettingsStore settings) : IHandler<ListProjects, ListResult<Project>>
{
    public Task<ListResult<Project>> HandleAsync(ListProjects command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var projects = Filter(db, Visible(db, context.Scope), command);
            var page = await projects.AsProjects(db).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<Project>(await ProjectViews.WithTagsAsync(db, page.Items), page.Count);
        }, ct);

    /// <summary>For an account, the projects that it is in; for domains, those that they hold.</summary>
    private static IQueryable<ProjectRow> Visible(Db db, ListScope scope)
    {
        var projects = db.Projects.Where(row => row.Removed.IsNotSet());
        if (scope.AccountId is { } account)
        {
            return projects.Where(row => db.ProjectAccounts.Any(member => member.ProjectId == row.Id && member.AccountId == account));
        }
        if (scope.DomainId is { } domain)
        {
            return projects.Where(row => row.DomainId == domain);
        }
        return scope.DomainPath is { } path
            ? projects.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path))) : projects;
    }

    private static IQueryable<ProjectRow> Filter(Db db, IQueryable<ProjectRow> projects, ListProjects command)
    {
        if (command.Id is { } id)
        {
            projects = projects.Where(row => row.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            projects = projects.Where(row => row.Name == name);
        }
        if (command.DisplayText is { } text)
        {
            projects = projects.Where(row => row.DisplayText == text);
        }
        if (EnumParameter.ParseOptional<ProjectState>("state", command.State) is { } state)
        {
            projects = projects.Where(row => row.State == state);
        }
        if (command.Keyword is { } keyword)
        {
            projects = projects.Where(row => row.Name.Contains(keyword) || row.DisplayText.Contains(keyword));
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            projects = projects.Where(row => db.ResourceTags.Any(
                tag => tag.ResourceType == "Project" && tag.ResourceId == row.Id && tag.Name == key && tag.Value == value));
        }
        return projects;
    }
}
