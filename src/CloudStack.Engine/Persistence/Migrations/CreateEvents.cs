using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0220)]
internal sealed class CreateEvents : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("event", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("type")
            .Text("state")
            .Text("level")
            .LongText("description")
            .Long("user_id")
            .Long("start_id", nullable: true)
            .Time("created")
            .Bool("archived")
            .Text("request_id", nullable: true)
            .Index("account_id")
            .Index("domain_id")
            .Index("created"));
    }
}
