namespace CloudStack.Engine;

internal sealed class DeleteDomainHandler(DomainEraser eraser) : IHandler<DeleteDomain, Success>
{
    public async Task<Success> HandleAsync(DeleteDomain command, CommandContext context, CancellationToken ct)
    {
        var domain = context.Row<DomainRow>(command.Id.Value);
        if (domain.Id == Identity.RootDomainId)
        {
            throw CloudStackException.Invalid("The domain ROOT cannot be deleted.");
        }
        if (domain.Removed is null)
        {
            await eraser.EraseAsync(context.Database, domain.Id, command.Cleanup == true, context.Caller, ct);
        }
        return Success.Done;
    }
}
