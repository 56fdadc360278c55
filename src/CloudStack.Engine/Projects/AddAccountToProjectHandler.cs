namespace CloudStack.Engine;

internal sealed class AddAccountToProjectHandler : IHandler<AddAccountToProject, Success>
{
    public Task<Success> HandleAsync(AddAccountToProject command, CommandContext context, CancellationToken ct) => throw NoProjects.With(command.ProjectId);
}
