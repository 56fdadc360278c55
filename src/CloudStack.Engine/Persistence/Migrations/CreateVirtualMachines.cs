using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0180)]
internal sealed class CreateVirtualMachines : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("vm", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("type")
            .Text("name")
            .Text("display_name", nullable: true)
            .Text("instance_name")
            .Text("state")
            .Long("user_id")
            .Long("zone_id")
            .Long("pod_id", nullable: true)
            .Long("cluster_id", nullable: true)
            .Long("host_id", nullable: true)
            .Long("last_host_id", nullable: true)
            .Long("target_host_id", nullable: true)
            .Long("service_offering_id")
            .Long("template_id", nullable: true)
            .Long("iso_id", nullable: true)
            .Long("guest_os_id")
            .Text("hypervisor")
            .Int("cpus")
            .Int("cpu_mhz")
            .Long("memory_bytes")
            .Bool("holds_used")
            .Bool("holds_reserved")
            .Bool("ha_enabled")
            .Bool("limit_cpu")
            .LongText("user_data", nullable: true)
            .Text("key_pair", nullable: true)
            .LongText("password", nullable: true)
            .LongText("vnc_password", nullable: true)
            .Bool("update_parameters")
            .Text("power_state", nullable: true)
            .Time("state_changed")
            .Time("destroyed", nullable: true)
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Index("domain_id")
            .Unique("instance_name")
            .Index("zone_id")
            .Index("name")
            .Index("last_host_id")
            .Index("service_offering_id")
            .Index("template_id")
            .Index("host_id", "state"));
        this.EnsureTable("vm_detail", table => table
            .Id()
            .Long("vm_id")
            .Text("name")
            .LongText("value")
            .Index("vm_id"));
        this.EnsureTable("vm_group", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Index("domain_id"));
        this.EnsureTable("vm_group_member", table => table
            .Id()
            .Long("group_id")
            .Long("vm_id")
            .Index("group_id")
            .Unique("vm_id"));
    }
}
