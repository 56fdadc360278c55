namespace CloudStack.Engine;

internal sealed class ReleaseDedicatedHostHandler(Dedications dedications) : IHandler<ReleaseDedicatedHost, Success>
{
    public Task<Success> HandleAsync(ReleaseDedicatedHost command, CommandContext context, CancellationToken ct) =>
        dedications.RemoveAsync(context, DedicationPlace.Of(context.Row<HostRow>(command.HostId.Value)), ct);
}
