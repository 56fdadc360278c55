using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0120)]
internal sealed class CreatePublicIps : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("vlan_ip_range", table => table
            .Id()
            .Uuid()
            .Long("zone_id")
            .Long("pod_id", nullable: true)
            .Long("physical_network_id", nullable: true)
            .Long("network_id")
            .Text("type")
            .Text("vlan")
            .Text("gateway", nullable: true)
            .Text("netmask", nullable: true)
            .Text("start_ip", nullable: true)
            .Text("end_ip", nullable: true)
            .Text("ip6_gateway", nullable: true)
            .Text("ip6_cidr", nullable: true)
            .Text("ip6_range", nullable: true)
            .Long("account_id", nullable: true)
            .Long("domain_id", nullable: true)
            .Bool("for_system_use")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id")
            .Index("network_id"));
        this.EnsureTable("ip_address", table => table
            .Id()
            .Uuid()
            .Long("zone_id")
            .Long("range_id")
            .Long("network_id")
            .Long("associated_network_id", nullable: true)
            .Long("vpc_id", nullable: true)
            .Text("address")
            .Long("address_number")
            .Long("mac_number")
            .Text("state")
            .Long("account_id", nullable: true)
            .Long("domain_id", nullable: true)
            .Long("vm_id", nullable: true)
            .Long("nic_id", nullable: true)
            .Bool("is_source_nat")
            .Bool("is_static_nat")
            .Bool("is_system")
            .Time("allocated", nullable: true)
            .Long("version")
            .Index("range_id")
            .Index("network_id")
            .Index("associated_network_id")
            .Index("account_id")
            .Unique("range_id", "address_number")
            .Index("network_id", "state", "range_id", "address_number")
            .Index("nic_id"));
    }
}
