using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0230)]
internal sealed class CreateAlerts : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("alert", table => table
            .Id()
            .Uuid()
            .Int("type")
            .LongText("subject")
            .Long("zone_id", nullable: true)
            .Long("pod_id", nullable: true)
            .Long("cluster_id", nullable: true)
            .Int("count")
            .Time("last_sent", nullable: true)
            .Time("resolved", nullable: true)
            .Time("created")
            .Bool("archived"));
    }
}
