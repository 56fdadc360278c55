using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0010)]
internal sealed class CreateDomains : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("domain", table => table
            .Id()
            .Uuid()
            .Text("name")
            .Long("parent_id", nullable: true)
            .Text("path")
            .Int("level")
            .Long("owner_account_id")
            .Text("network_domain", nullable: true)
            .Text("state")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("parent_id")
            .Unique("path"));
    }
}
