namespace CloudStack.Engine;

internal sealed class DeleteIsoHandler(ImageDeletion deletion) : IHandler<DeleteIso, Success>
{
    public Task<Success> HandleAsync(DeleteIso command, CommandContext context, CancellationToken ct) =>
        deletion.DeleteAsync(command.Id, command.ZoneId, isIso: true, context, ct);
}
