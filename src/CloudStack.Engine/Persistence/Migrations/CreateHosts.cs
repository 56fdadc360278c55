using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0080)]
internal sealed class CreateHosts : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("host", table => table
            .Id()
            .Uuid()
            .Long("zone_id", references: "zone")
            .Long("pod_id", nullable: true)
            .Long("cluster_id", nullable: true)
            .Text("name")
            .Text("type")
            .Text("hypervisor", nullable: true)
            .Text("hypervisor_version", nullable: true)
            .Text("address")
            .Text("user_name", nullable: true)
            .LongText("password", nullable: true)
            .LongText("private_key", nullable: true)
            .Text("host_key", nullable: true)
            .Text("private_ip", nullable: true)
            .Text("guid", nullable: true)
            .Text("status")
            .Text("resource_state")
            .Int("cpus")
            .Int("cpu_mhz")
            .Long("memory_bytes")
            .Long("reserved_memory_bytes")
            .Text("capabilities", nullable: true)
            .Long("guest_os_category_id", nullable: true)
            .Text("tags", nullable: true)
            .Long("management_server_id", nullable: true)
            .Time("last_pinged", nullable: true)
            .Time("disconnected", nullable: true)
            .Text("annotation", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Unique("guid")
            .Index("zone_id")
            .Index("pod_id")
            .Index("cluster_id"));
        this.EnsureTable("host_detail", table => table
            .Id()
            .Long("host_id")
            .Text("name")
            .LongText("value")
            .Index("host_id"));
        this.EnsureTable("host_capacity", table => table
            .Key("host_id")
            .Long("zone_id")
            .Long("total_cpu")
            .Long("total_memory")
            .Long("used_cpu")
            .Long("used_memory")
            .Long("reserved_cpu")
            .Long("reserved_memory")
            .Int("guests")
            .Index("zone_id"));
    }
}
