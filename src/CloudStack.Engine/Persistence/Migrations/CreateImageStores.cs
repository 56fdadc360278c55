using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0100)]
internal sealed class CreateImageStores : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("image_store", table => table
            .Id()
            .Uuid()
            .Long("zone_id", nullable: true)
            .Text("name")
            .Text("protocol")
            .Text("url")
            .Bool("read_only")
            .Long("capacity_bytes")
            .Long("used_bytes")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("zone_id"));
        this.EnsureTable("image_removal", table => table
            .Id()
            .Long("store_id")
            .Text("path")
            .Int("attempts")
            .Time("retry_at", nullable: true)
            .Time("created")
            .Index("store_id"));
    }
}
