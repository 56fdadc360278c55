using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_0300)]
internal sealed class CreateAffinityGroups : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("affinity_group", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .Text("live_name", nullable: true)
            .Text("type")
            .Text("description", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Unique("account_id", "live_name")
            .Index("domain_id"));
        this.EnsureTable("affinity_member", table => table
            .Id()
            .Long("group_id")
            .Long("vm_id")
            .Unique("group_id", "vm_id")
            .Index("vm_id"));
    }
}
