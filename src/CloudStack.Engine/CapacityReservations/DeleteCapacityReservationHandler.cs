namespace CloudStack.Engine;

internal sealed class DeleteCapacityReservationHandler(CapacityReservations reservations) : IHandler<DeleteCapacityReservation, Success>
{
    public async Task<Success> HandleAsync(DeleteCapacityReservation command, CommandContext context, CancellationToken ct)
    {
        var row = context.Row<CapacityReservationRow>(command.Id.Value);
        await context.WriteAsync(async db =>
        {
            if (!await reservations.GiveBackAsync(db, row))
            {
                throw CloudStackException.Invalid($"The capacity reservation {row.Uuid} has just been used or has expired.");
            }
        }, ct);
        await reservations.FreedAsync([row], ct);
        return Success.Done;
    }
}
