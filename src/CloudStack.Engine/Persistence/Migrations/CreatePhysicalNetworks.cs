using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0110)]
internal sealed class CreatePhysicalNetworks : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("physical_network", table => table
            .Id()
            .Uuid()
            .Long("zone_id", references: "zone")
            .Text("name")
            .Long("domain_id", nullable: true)
            .Text("broadcast_domain_range")
            .Text("state")
            .Text("tags", nullable: true)
            .Text("isolation_methods", nullable: true)
            .Text("speed", nullable: true)
            .Int("vlan_first", nullable: true)
            .Int("vlan_last", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id"));
        this.EnsureTable("traffic_type", table => table
            .Id()
            .Uuid()
            .Long("physical_network_id", references: "physical_network")
            .Text("traffic_type")
            .Text("xen_label", nullable: true)
            .Text("kvm_label", nullable: true)
            .Text("vmware_label", nullable: true)
            .Text("simulator_label", nullable: true)
            .Text("vlan", nullable: true)
            .Time("created")
            .Long("version")
            .Index("physical_network_id")
            .Unique("physical_network_id", "traffic_type"));
        this.EnsureTable("network_service_provider", table => table
            .Id()
            .Uuid()
            .Long("physical_network_id", references: "physical_network")
            .Text("name")
            .Text("state")
            .Long("destination_physical_network_id", nullable: true)
            .Text("services")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("physical_network_id"));
        this.EnsureTable("vlan_tag", table => table
            .Id()
            .Long("zone_id")
            .Long("physical_network_id")
            .Int("tag")
            .Long("network_id", nullable: true)
            .Long("account_id", nullable: true)
            .Time("taken", nullable: true)
            .Index("zone_id")
            .Index("network_id")
            .Unique("physical_network_id", "tag"));
        this.EnsureTable("storage_ip_range", table => table
            .Id()
            .Uuid()
            .Long("zone_id")
            .Long("pod_id")
            .Long("network_id")
            .Text("gateway")
            .Text("netmask")
            .Text("start_ip")
            .Text("end_ip")
            .Int("vlan", nullable: true)
            .Time("removed", nullable: true)
            .Long("version")
            .Index("pod_id"));
        this.EnsureTable("storage_ip", table => table
            .Id()
            .Long("range_id")
            .Text("address")
            .Long("mac_number")
            .Long("nic_id", nullable: true)
            .Time("taken", nullable: true)
            .Index("range_id")
            .Unique("range_id", "address"));
    }
}
