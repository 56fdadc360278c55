using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0060)]
internal sealed class CreatePods : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("pod", table => table
            .Id()
            .Uuid()
            .Long("zone_id", references: "zone")
            .Text("name")
            .Text("gateway")
            .Text("cidr_address")
            .Int("cidr_size")
            .Text("start_ip")
            .Text("end_ip")
            .Text("allocation_state")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id"));
        this.EnsureTable("pod_ip", table => table
            .Id()
            .Long("zone_id")
            .Long("pod_id")
            .Text("address")
            .Long("mac_number")
            .Long("nic_id", nullable: true)
            .Time("taken", nullable: true)
            .Index("pod_id")
            .Unique("pod_id", "address"));
        this.EnsureTable("link_local_ip", table => table
            .Id()
            .Long("zone_id")
            .Long("pod_id")
            .Text("address")
            .Long("nic_id", nullable: true)
            .Time("taken", nullable: true)
            .Index("pod_id")
            .Unique("pod_id", "address"));
    }
}
