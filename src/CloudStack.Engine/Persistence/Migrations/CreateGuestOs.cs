using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0140)]
internal sealed class CreateGuestOs : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("guest_os_category", table => table
            .Id()
            .Uuid()
            .Text("name"));
        this.EnsureTable("guest_os", table => table
            .Id()
            .Uuid()
            .Long("category_id", references: "guest_os_category")
            .Text("name")
            .Time("removed", nullable: true)
            .Index("category_id"));
        this.EnsureTable("guest_os_hypervisor", table => table
            .Id()
            .Long("guest_os_id")
            .Text("hypervisor")
            .Text("name")
            .Index("guest_os_id"));
    }
}
