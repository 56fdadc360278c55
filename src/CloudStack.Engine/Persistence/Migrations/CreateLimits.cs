using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0030)]
internal sealed class CreateLimits : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("resource_limit", table => table
            .Id()
            .Text("owner_kind")
            .Long("owner_id")
            .Int("type")
            .Long("max")
            .Unique("owner_kind", "owner_id", "type"));
        this.EnsureTable("resource_count", table => table
            .Id()
            .Text("owner_kind")
            .Long("owner_id")
            .Int("type")
            .Long("count")
            .Unique("owner_kind", "owner_id", "type"));
    }
}
