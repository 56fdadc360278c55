using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0210)]
internal sealed class CreateTags : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("resource_tag", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("resource_type")
            .Long("resource_id")
            .UuidText("resource_uuid")
            .Text("name")
            .LongText("value")
            .Text("customer", nullable: true)
            .Index("account_id")
            .Index("domain_id")
            .Unique("resource_id", "resource_type", "name"));
    }
}
