namespace CloudStack.Engine;

internal sealed class ReleaseDedicatedZoneHandler(Dedications dedications) : IHandler<ReleaseDedicatedZone, Success>
{
    public Task<Success> HandleAsync(ReleaseDedicatedZone command, CommandContext context, CancellationToken ct) =>
        dedications.RemoveAsync(context, DedicationPlace.Of(context.Row<ZoneRow>(command.ZoneId.Value)), ct);
}
