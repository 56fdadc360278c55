using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("guest_os_hypervisor")]
internal sealed class GuestOsHypervisorRow
{
    public long Id { get; set; }
    public long GuestOsId { get; set; }
    public string Hypervisor { get; set; } = "";
    public string Name { get; set; } = "";
}
