using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0250)]
internal sealed class CreateServers : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("management_server", table => table
            .Id()
            .Uuid()
            .Long("ms_id")
            .Text("name")
            .Long("run_id")
            .Text("version")
            .Text("state")
            .Time("started")
            .Time("last_beat")
            .Time("stopped", nullable: true)
            .Text("address", nullable: true));
    }
}
