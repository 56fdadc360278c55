namespace CloudStack.Engine;

internal sealed class DeleteAccountFromProjectHandler : IHandler<DeleteAccountFromProject, Success>
{
    public Task<Success> HandleAsync(DeleteAccountFromProject command, CommandContext context, CancellationToken ct) => throw NoProjects.With(command.ProjectId);
}
