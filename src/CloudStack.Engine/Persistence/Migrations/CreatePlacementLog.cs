using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_0400)]
internal sealed class CreatePlacementLog : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("placement_log", table => table
            .Id()
            .UuidText("segment")
            .UuidText("zone_uuid")
            .Bool("is_base")
            .Time("begins")
            .Time("ends")
            .Int("decisions")
            .Bytes("data")
            .Index("segment")
            .Index("zone_uuid", "ends"));
    }
}
