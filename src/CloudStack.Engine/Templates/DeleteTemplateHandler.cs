namespace CloudStack.Engine;

internal sealed class DeleteTemplateHandler(ImageDeletion deletion) : IHandler<DeleteTemplate, Success>
{
    public Task<Success> HandleAsync(DeleteTemplate command, CommandContext context, CancellationToken ct) =>
        deletion.DeleteAsync(command.Id, command.ZoneId, isIso: false, context, ct);
}
