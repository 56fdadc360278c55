using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_25_0160)]
internal sealed class CreateTemplates : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("template", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Text("name")
            .LongText("display_text", nullable: true)
            .Text("unique_name")
            .Text("type")
            .Text("format")
            .Text("hypervisor", nullable: true)
            .Long("guest_os_id")
            .LongText("url", nullable: true)
            .Text("checksum", nullable: true)
            .Int("bits")
            .Bool("requires_hvm")
            .Bool("password_enabled")
            .Bool("ssh_key_enabled")
            .Bool("is_public")
            .Bool("is_featured")
            .Bool("is_extractable")
            .Bool("is_cross_zones")
            .Bool("is_iso")
            .Bool("is_bootable")
            .Text("tag", nullable: true)
            .Long("source_template_id", nullable: true)
            .Int("sort_key")
            .Time("created")
            .Time("removed", nullable: true)
            .Long("version")
            .Index("account_id")
            .Index("domain_id"));
        this.EnsureTable("template_detail", table => table
            .Id()
            .Long("template_id")
            .Text("name")
            .LongText("value")
            .Index("template_id"));
        this.EnsureTable("template_zone", table => table
            .Id()
            .Long("template_id")
            .Long("zone_id")
            .Long("store_id", nullable: true)
            .Text("path", nullable: true)
            .Long("source_zone_id", nullable: true)
            .Text("state")
            .Int("percent")
            .LongText("error", nullable: true)
            .Long("server_id", nullable: true)
            .Long("fence")
            .Int("attempts")
            .Time("retry_at", nullable: true)
            .Long("virtual_size_bytes")
            .Long("physical_size_bytes")
            .Time("created")
            .Index("zone_id")
            .Index("store_id")
            .Index("state")
            .Unique("template_id", "zone_id"));
        this.EnsureTable("template_pool", table => table
            .Id()
            .Long("template_id")
            .Long("pool_id")
            .Text("state")
            .Long("size_bytes")
            .Text("path", nullable: true)
            .Time("created")
            .Long("version")
            .Index("pool_id")
            .Unique("template_id", "pool_id"));
        this.EnsureTable("template_permission", table => table
            .Id()
            .Long("template_id")
            .Long("account_id")
            .Index("account_id")
            .Unique("template_id", "account_id"));
    }
}
