using CloudStack.Engine.Tests.ImageStores;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Templates;

public sealed class PrepareTemplateTests
{
    [Test]
    public async Task A_prepared_template_is_on_every_pool_of_its_hypervisor()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1, PoolsPerCluster = 2 });

        var answer = await vms.Cloud.RunAsync(new PrepareTemplate(vms.Template.Id, vms.Zone.Zone.Id));
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();
        var copies = await vms.Cloud.Database.ReadAsync(db => db.TemplatePools.Select(row => row.State).ToListAsync());

        Assert.That(answer.Items.Single().Id, Is.EqualTo(vms.Template.Id));
        Assert.That(copies, Is.EqualTo(new[] { "Ready", "Ready" }));
        Assert.That(await vms.DriftAsync(), Is.Empty);
        await vms.DeployAsync();
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task What_is_not_in_the_zone_is_not_prepared_there()
    {
        await using var vms = await TestVms.StartAsync();
        var other = await vms.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "other", "Basic"));

        Assert.That((await vms.Cloud.RefusedAsync(new PrepareTemplate(vms.Template.Id, other.Id))).Message, Does.Contain("not ready in the zone other"));
    }

    [Test]
    public async Task Hosts_get_a_template_from_the_store_of_their_zone()
    {
        var folder = Directory.CreateTempSubdirectory("cloudstack-prepare-").FullName;
        try
        {
            await using var vms = await TestVms.StartAsync(configure: StoreWorld.Configure);
            await vms.Cloud.RunAsync(new AddSecondaryStorage($"file://{folder}") { ZoneId = vms.Zone.Zone.Id });
            var (template, zone) = await vms.Cloud.Database.ReadAsync(async db => (await db.Templates.FirstAsync(row => row.Uuid == vms.Template.Id.Value), await db.Zones.FirstAsync()));
            var addresses = vms.Cloud.Get<ImageAddresses>();

            var before = await vms.Cloud.Database.ReadAsync(db => addresses.TemplatesAsync(db, [template], zone.Id, default));
            await vms.Cloud.Database.WriteAsync(async db =>
            {
                var store = await db.ImageStores.FirstAsync();
                await db.TemplateZones.Where(row => row.TemplateId == template.Id).Set(row => row.StoreId, (long?)store.Id).Set(row => row.Path, "templates/t.vhd").UpdateAsync();
            });
            var after = await vms.Cloud.Database.ReadAsync(db => addresses.TemplatesAsync(db, [template], zone.Id, default));

            Assert.That(before[template.Id].Source.AbsoluteUri, Is.EqualTo("http://templates.example/t.vhd"));
            Assert.That(after[template.Id].Source.AbsoluteUri, Is.EqualTo($"file://{folder}/templates/t.vhd"));
            Assert.That((await vms.DeployAsync()).State, Is.EqualTo(VirtualMachineState.Running));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
