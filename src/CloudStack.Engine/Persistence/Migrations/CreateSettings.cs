using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0150)]
internal sealed class CreateSettings : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("hypervisor_capabilities", table => table
            .Id()
            .Uuid()
            .Text("hypervisor")
            .Text("hypervisor_version")
            .Long("max_guests", nullable: true)
            .Bool("security_groups")
            .Int("max_data_volumes")
            .Long("version"));
        this.EnsureTable("setting", table => table
            .Id()
            .Text("name")
            .LongText("value", nullable: true)
            .Unique("name"));
    }
}
