using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0070)]
internal sealed class CreateClusters : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("cluster", table => table
            .Id()
            .Uuid()
            .Long("zone_id", references: "zone")
            .Long("pod_id", references: "pod")
            .Text("name")
            .Text("hypervisor")
            .Text("cluster_type")
            .Text("allocation_state")
            .Text("managed_state")
            .Text("guid", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id")
            .Index("pod_id"));
        this.EnsureTable("cluster_detail", table => table
            .Id()
            .Long("cluster_id")
            .Text("name")
            .LongText("value")
            .Index("cluster_id"));
    }
}
