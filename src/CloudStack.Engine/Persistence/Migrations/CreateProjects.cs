using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0025)]
internal sealed class CreateProjects : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("project", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .Text("display_text")
            .Text("state")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Unique("account_id")
            .Index("domain_id", "name"));
        this.EnsureTable("project_account", table => table
            .Id()
            .Long("project_id")
            .Long("account_id")
            .Long("project_account_id")
            .Text("role")
            .Time("created")
            .Unique("project_id", "account_id")
            .Index("account_id", "project_account_id"));
        this.EnsureTable("project_invitation", table => table
            .Id()
            .Uuid()
            .Long("project_id")
            .Long("domain_id")
            .Long("account_id", nullable: true)
            .Text("email", nullable: true)
            .Text("token", nullable: true)
            .Text("state")
            .Time("created")
            .Index("project_id")
            .Index("account_id")
            .Index("state", "created"));
    }
}
