using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0190)]
internal sealed class CreateSshKeys : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("ssh_key_pair", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .Text("fingerprint")
            .LongText("public_key")
            .Unique("account_id", "name")
            .Index("domain_id"));
    }
}
