namespace CloudStack;

/// <summary>Gives reserved capacity back.</summary>
/// <param name="Id">The reservation.</param>
[Command("deleteCapacityReservation", Access = Role.Admin, Event = EventType.CapacityRelease)]
public sealed record DeleteCapacityReservation([property: Owned(AccessType.Modify)] CapacityReservationId Id) : ICommand<Success>;
