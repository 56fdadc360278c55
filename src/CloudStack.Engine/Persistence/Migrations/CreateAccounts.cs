using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0020)]
internal sealed class CreateAccounts : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("account", table => table
            .Id()
            .Uuid()
            .Text("name")
            .Long("domain_id")
            .Text("type")
            .Text("state")
            .Text("network_domain", nullable: true)
            .Long("default_zone_id", nullable: true)
            .Bool("needs_cleanup")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("domain_id")
            .Index("domain_id", "name"));
        this.EnsureTable("account_detail", table => table
            .Id()
            .Long("account_id")
            .Text("name")
            .LongText("value")
            .Index("account_id"));
        this.EnsureTable("user", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Text("user_name")
            .Text("password_hash")
            .Text("first_name", nullable: true)
            .Text("last_name", nullable: true)
            .Text("email", nullable: true)
            .Text("time_zone", nullable: true)
            .Text("state")
            .Text("api_key", nullable: true)
            .LongText("secret_key", nullable: true)
            .Int("failed_logins")
            .Time("created")
            .Text("registration_token", nullable: true)
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Unique("api_key"));
    }
}
