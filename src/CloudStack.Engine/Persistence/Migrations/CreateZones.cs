using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0050)]
internal sealed class CreateZones : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("zone", table => table
            .Id()
            .Uuid()
            .Text("name")
            .Text("description", nullable: true)
            .Text("network_type")
            .Text("allocation_state")
            .Text("dns1", nullable: true)
            .Text("dns2", nullable: true)
            .Text("internal_dns1", nullable: true)
            .Text("internal_dns2", nullable: true)
            .Text("ip6_dns1", nullable: true)
            .Text("ip6_dns2", nullable: true)
            .Text("guest_cidr", nullable: true)
            .Text("domain", nullable: true)
            .Long("domain_id", nullable: true, references: "domain")
            .Bool("security_group_enabled")
            .Bool("local_storage_enabled")
            .Text("token")
            .Text("dhcp_provider", nullable: true)
            .LongText("dns_search_order", nullable: true)
            .Long("mac_address")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version"));
        this.EnsureTable("zone_detail", table => table
            .Id()
            .Long("zone_id")
            .Text("name")
            .LongText("value")
            .Index("zone_id"));
    }
}
