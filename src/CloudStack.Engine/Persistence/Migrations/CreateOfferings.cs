using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0130)]
internal sealed class CreateOfferings : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("service_offering", table => table
            .Id()
            .Uuid()
            .Text("name")
            .LongText("display_text")
            .Text("unique_name", nullable: true)
            .Int("cpus")
            .Int("cpu_mhz")
            .Int("memory_mb")
            .Int("rate_mbps", nullable: true)
            .Int("multicast_rate_mbps", nullable: true)
            .Bool("ha_enabled")
            .Bool("limit_cpu")
            .Text("host_tag", nullable: true)
            .Text("storage_tags", nullable: true)
            .Bool("use_local_storage")
            .Long("domain_id", nullable: true)
            .Bool("is_system")
            .Text("system_vm_type", nullable: true)
            .Bool("is_default")
            .Bool("is_volatile")
            .Int("sort_key")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version"));
        this.EnsureTable("disk_offering", table => table
            .Id()
            .Uuid()
            .Text("name")
            .LongText("display_text")
            .Text("unique_name", nullable: true)
            .Long("size_bytes")
            .Bool("is_custom")
            .Text("storage_tags", nullable: true)
            .Bool("use_local_storage")
            .Long("domain_id", nullable: true)
            .Int("sort_key")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version"));
        this.EnsureTable("network_offering", table => table
            .Id()
            .Uuid()
            .Text("name")
            .LongText("display_text")
            .Text("unique_name", nullable: true)
            .Text("traffic_type")
            .Text("guest_type", nullable: true)
            .Text("state")
            .Text("availability")
            .Bool("is_default")
            .Bool("is_system_only")
            .Bool("conserve_mode")
            .Bool("specify_vlan")
            .Bool("specify_ip_ranges")
            .Bool("is_persistent")
            .Bool("egress_default_allow")
            .Int("rate_mbps", nullable: true)
            .Int("multicast_rate_mbps", nullable: true)
            .Long("service_offering_id", nullable: true)
            .Text("tags", nullable: true)
            .Bool("dedicated_lb")
            .Bool("shared_source_nat")
            .Bool("redundant_router")
            .Bool("elastic_ip")
            .Bool("elastic_lb")
            .Bool("eip_associate_public_ip")
            .Int("sort_key")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version"));
        this.EnsureTable("network_offering_service", table => table
            .Id()
            .Long("network_offering_id")
            .Text("service")
            .Text("provider", nullable: true)
            .Index("network_offering_id"));
        this.EnsureTable("network_offering_capability", table => table
            .Id()
            .Long("network_offering_id")
            .Text("service")
            .Text("capability")
            .LongText("value")
            .Index("network_offering_id"));
        this.EnsureTable("vpc_offering", table => table
            .Id()
            .Uuid()
            .Text("name")
            .LongText("display_text")
            .Text("state")
            .Bool("is_default")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version"));
        this.EnsureTable("vpc_offering_service", table => table
            .Id()
            .Long("vpc_offering_id")
            .Text("service")
            .Text("provider")
            .Index("vpc_offering_id"));
    }
}
