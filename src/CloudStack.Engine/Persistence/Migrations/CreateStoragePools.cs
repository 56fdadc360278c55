using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0090)]
internal sealed class CreateStoragePools : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("storage_pool", table => table
            .Id()
            .Uuid()
            .Long("zone_id", references: "zone")
            .Long("pod_id", nullable: true)
            .Long("cluster_id", nullable: true)
            .Long("host_id", nullable: true)
            .Text("name")
            .Text("type")
            .Text("scope")
            .Text("host")
            .Int("port")
            .Text("path")
            .LongText("user_info", nullable: true)
            .Text("status")
            .Long("capacity_bytes")
            .Long("used_bytes")
            .Text("tags", nullable: true)
            .Text("guid", nullable: true)
            .Text("hypervisor", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id")
            .Index("cluster_id")
            .Index("host_id"));
        this.EnsureTable("storage_pool_capacity", table => table
            .Key("pool_id")
            .Long("zone_id")
            .Long("total_bytes")
            .Long("allocated_bytes")
            .Index("zone_id"));
        this.EnsureTable("storage_pool_host", table => table
            .Id()
            .Long("pool_id")
            .Long("host_id")
            .Text("local_path")
            .Index("host_id")
            .Unique("pool_id", "host_id"));
        this.EnsureTable("storage_pool_detail", table => table
            .Id()
            .Long("pool_id")
            .Text("name")
            .LongText("value")
            .Index("pool_id"));
    }
}
