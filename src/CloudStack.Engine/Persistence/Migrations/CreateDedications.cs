using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_0320)]
internal sealed class CreateDedications : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("dedication", table => table
            .Id()
            .Uuid()
            .Text("kind")
            .Long("place_id")
            .Long("zone_id")
            .Long("pod_id", nullable: true)
            .Long("cluster_id", nullable: true)
            .Long("domain_id")
            .Long("account_id", nullable: true)
            .Time("created")
            .Unique("kind", "place_id")
            .Index("zone_id")
            .Index("domain_id")
            .Index("account_id"));
        this.EnsureTable("dedication_number", table => table
            .Key("zone_id")
            .Long("number"));
    }
}
