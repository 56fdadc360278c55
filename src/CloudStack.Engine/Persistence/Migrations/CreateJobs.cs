using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0240)]
internal sealed class CreateJobs : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("job", table => table
            .Id()
            .Uuid()
            .Text("command")
            .LongText("arguments")
            .Text("description", nullable: true)
            .Long("user_id")
            .Long("account_id")
            .Text("instance_type", nullable: true)
            .Long("instance_id", nullable: true)
            .UuidText("instance_uuid", nullable: true)
            .Text("status")
            .Int("result_code")
            .Text("result_type", nullable: true)
            .LongText("result", nullable: true)
            .LongText("error_text", nullable: true)
            .Text("locks", nullable: true)
            .Text("saga")
            .Text("phase")
            .Int("step")
            .Text("step_name", nullable: true)
            .LongText("state", nullable: true)
            .Int("attempts")
            .Long("server_id")
            .Long("fence")
            .Long("start_event_id", nullable: true)
            .Time("created")
            .Time("updated")
            .Time("completed", nullable: true)
            .Time("last_polled", nullable: true)
            .Text("request_id", nullable: true)
            .Index("account_id")
            .Index("status", "server_id")
            .Index("account_id", "created"));
        this.EnsureTable("job_lock", table => table
            .KeyText("name")
            .Long("job_id")
            .Index("job_id"));
    }
}
