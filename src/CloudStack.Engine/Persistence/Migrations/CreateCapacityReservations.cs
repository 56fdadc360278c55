using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

[Migration(2026_11_26_0600)]
internal sealed class CreateCapacityReservations : ForwardOnlyMigration
{
    public override void Up()
    {
        this.EnsureTable("capacity_reservation", table => table
            .Id()
            .Uuid()
            .Long("account_id")
            .Long("domain_id")
            .Long("zone_id")
            .Long("host_id")
            .Long("service_offering_id")
            .Text("hypervisor")
            .Int("cpus")
            .Int("cpu_mhz")
            .Long("memory_bytes")
            .Time("created")
            .Time("expires")
            .Index("account_id")
            .Index("domain_id")
            .Index("host_id")
            .Index("expires"));
    }
}
