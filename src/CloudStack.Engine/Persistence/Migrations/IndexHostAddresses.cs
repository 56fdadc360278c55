using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_1100)]
internal sealed class IndexHostAddresses : ForwardOnlyMigration
{
    public override void Up()
    {
        if (!Schema.Table("host").Index("ix_host_address").Exists())
        {
            Create.Index("ix_host_address").OnTable("host").OnColumn("address").Ascending();
        }
    }
}
