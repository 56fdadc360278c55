using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_1040)]
internal sealed class AddMailedToAlerts : ForwardOnlyMigration
{
    public override void Up()
    {
        if (!Schema.Table("alert").Column("mailed").Exists())
        {
            Alter.Table("alert").AddColumn("mailed").AsInt64().Nullable();
        }
    }
}
