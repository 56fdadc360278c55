using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_0310)]
internal sealed class AddAffinityToVms : ForwardOnlyMigration
{
    public override void Up()
    {
        if (!Schema.Table("vm").Column("in_affinity_groups").Exists())
        {
            Alter.Table("vm").AddColumn("in_affinity_groups").AsBoolean().NotNullable().WithDefaultValue(false);
        }
    }
}
