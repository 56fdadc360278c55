using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0200)]
internal sealed class CreateVolumes : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("volume", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .Text("type")
            .Text("state")
            .Long("zone_id")
            .Long("pod_id", nullable: true)
            .Long("pool_id", nullable: true)
            .Long("last_pool_id", nullable: true)
            .Long("vm_id", nullable: true)
            .Int("device_id", nullable: true)
            .Long("size_bytes")
            .Long("disk_offering_id", nullable: true)
            .Long("service_offering_id", nullable: true)
            .Long("template_id", nullable: true)
            .Long("holds_bytes")
            .Text("path", nullable: true)
            .Text("format", nullable: true)
            .Long("snapshot_id", nullable: true)
            .Long("target_pool_id", nullable: true)
            .Long("image_store_id", nullable: true)
            .Text("image_path", nullable: true)
            .Time("attached", nullable: true)
            .Time("updated")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Index("domain_id")
            .Index("zone_id")
            .Index("pool_id")
            .Index("vm_id"));
    }
}
