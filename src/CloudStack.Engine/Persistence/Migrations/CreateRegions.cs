using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0040)]
internal sealed class CreateRegions : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("region", table => table
            .Id()
            .Int("number")
            .Text("name")
            .Text("endpoint")
            .Bool("is_own")
            .Unique("number"));
    }
}
