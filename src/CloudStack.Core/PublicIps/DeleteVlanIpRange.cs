namespace CloudStack;

/// <summary>Deletes a range of addresses. Refused while one of them is in use.</summary>
/// <param name="Id">The range.</param>
[Command("deleteVlanIpRange", Access = Role.Admin, Event = EventType.VlanIpRangeDelete, LegacyClass = "admin.vlan.DeleteVlanIpRangeCmd")]
public sealed record DeleteVlanIpRange(VlanIpRangeId Id) : ICommand<Success>;
