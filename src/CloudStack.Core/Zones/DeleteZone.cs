namespace CloudStack;

/// <summary>Deletes a zone. Refused while it has pods, hosts, VMs, volumes, or public addresses in use.</summary>
/// <param name="Id">The zone.</param>
[Command("deleteZone", Access = Role.Admin, Event = EventType.ZoneDelete, LegacyClass = "admin.zone.DeleteZoneCmd")]
public sealed record DeleteZone(ZoneId Id) : ICommand<Success>;
