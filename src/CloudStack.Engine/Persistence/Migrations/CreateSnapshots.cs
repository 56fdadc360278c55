using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0205)]
internal sealed class CreateSnapshots : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("snapshot", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Long("volume_id")
            .Long("zone_id")
            .Text("name")
            .Text("state")
            .Text("interval", nullable: true)
            .Long("policy_id", nullable: true)
            .Long("disk_offering_id", nullable: true)
            .Text("hypervisor")
            .Long("host_id", nullable: true)
            .Long("store_id", nullable: true)
            .Text("path", nullable: true)
            .Text("format")
            .Long("size_bytes")
            .Long("physical_size_bytes")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Index("domain_id")
            .Index("volume_id")
            .Index("store_id"));
        this.EnsureTable("snapshot_policy", table => table
            .Id()
            .Uuid()
            .Long("volume_id")
            .Text("interval")
            .Text("schedule")
            .Text("time_zone")
            .Int("max_snaps")
            .Time("next_run")
            .Time("created")
            .Index("next_run")
            .Unique("volume_id", "interval"));
    }
}
