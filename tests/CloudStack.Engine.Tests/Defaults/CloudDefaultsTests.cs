using System.Text.Json.Nodes;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Sqlite;
using CloudStack.Engine.Tests.Settings;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Engine.Tests.Defaults;

/// <summary>Holds a new cloud against the reference, or, without it, against the numbers that are known of it.</summary>
public sealed class CloudDefaultsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly JsonNode? _reference = Reference.Read("defaults.json");
    private SqliteDatabase _database = null!;
    private CloudDefaults _defaults = null!;

    [OneTimeSetUp]
    public async Task Seed()
    {
        _database = new SqliteDatabase(null);
        await _database.MigrateAsync(() => Task.CompletedTask, CancellationToken.None);
        _defaults = new CloudDefaults(new SequentialIds(), _time, new PlainSecrets());
        Assert.That(await _database.WriteAsync(db => _defaults.SeedAsync(db, "hash of admin")), Is.True);
    }

    [OneTimeTearDown]
    public async Task Close() => await _database.DisposeAsync();

    [Test]
    public async Task A_second_seeding_changes_nothing()
    {
        var before = await CountAsync();
        Assert.That(await _database.WriteAsync(db => _defaults.SeedAsync(db, "another hash")), Is.False);
        Assert.That(await CountAsync(), Is.EqualTo(before));

        Task<(int, int, int)> CountAsync() => _database.ReadAsync(async db =>
            (await db.Users.CountAsync(), await db.GuestOsTypes.CountAsync(), await db.Settings.CountAsync()));
    }

    [Test]
    public async Task The_root_domain_belongs_to_the_admin()
    {
        var root = await _database.ReadAsync(db => db.Domains.SingleAsync());
        Assert.That((root.Id, root.Name, root.Path, root.Level, root.ParentId, root.OwnerAccountId, root.State, root.Created),
            Is.EqualTo((CloudDefaults.RootDomainId, "ROOT", "/", 0, (long?)null, CloudDefaults.AdminAccountId, DomainState.Active, _time.GetUtcNow())));
        if (_reference?["domain"] is { } expected)
        {
            Assert.That(new[] { $"{root.Id}", root.Name, root.Path, $"{root.OwnerAccountId}" },
                Is.EqualTo(new[] { expected.Text("id"), expected.Text("name"), expected.Text("path"), expected.Text("ownerAccountId") }));
        }
    }

    [Test]
    public async Task There_are_two_accounts_and_only_the_admin_can_log_in()
    {
        var accounts = await RowsAsync(db => db.Accounts);
        var users = await RowsAsync(db => db.Users);
        Assert.Multiple(() =>
        {
            Assert.That(accounts.Select(row => (row.Id, row.Name, row.DomainId, row.Type, row.State)), Is.EqualTo(new[]
            {
                (1L, "system", 1L, AccountType.Admin, AccountState.Enabled), (2L, "admin", 1L, AccountType.Admin, AccountState.Enabled),
            }));
            Assert.That(users.Select(row => (row.Id, row.UserName, row.AccountId, row.FirstName, row.LastName, row.State)), Is.EqualTo(new[]
            {
                (1L, "system", 1L, "system", "cloud", AccountState.Enabled), (2L, "admin", 2L, "admin", "cloud", AccountState.Enabled),
            }));
            Assert.That(users[1].PasswordHash, Is.EqualTo("hash of admin"));
            Assert.That(users[0].PasswordHash, Has.Length.EqualTo(64));
        });
    }

    [Test]
    public async Task There_is_one_region()
    {
        var region = await _database.ReadAsync(db => db.Regions.SingleAsync());
        Assert.That((region.Number, region.Name, region.Endpoint), Is.EqualTo((1, "Local", "http://localhost:8080/client/")));
    }

    [Test]
    public async Task Compute_and_system_offerings_are_those_of_the_reference()
    {
        var rows = await RowsAsync(db => db.ServiceOfferings);
        var found = rows.Select(row => Line(row.Name, row.UniqueName, row.SystemVmType, row.Cpus, row.CpuMhz, row.MemoryMb, row.RateMbps, row.HaEnabled,
            row.IsSystem));
        Assert.That(rows, Has.Count.EqualTo(6).And.All.Matches<ServiceOfferingRow>(row => row.DisplayText == row.Name && !row.UseLocalStorage));
        if (_reference is not null)
        {
            var expected = Items("computeOfferings").Concat(Items("systemOfferings")).Select(item => Line(item.Text("name"), item.Text("uniqueName"),
                item.Text("vmType"), item.Text("cpuNumber"), item.Text("cpuSpeedMhz"), item.Text("memoryMb"),
                item.Text("networkRate") ?? item.Text("networkRateMbps"), item.Text("offerHa"), item["vmType"] is not null));
            Assert.That(found, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Disk_offerings_are_those_of_the_reference()
    {
        var rows = await RowsAsync(db => db.DiskOfferings);
        Assert.That(rows.Select(row => row.SizeBytes >> 30), Is.EqualTo(new[] { 5, 20, 100, 0 }));
        if (_reference is not null)
        {
            Assert.That(rows.Select(row => Line(row.Name, row.UniqueName, row.DisplayText, row.SizeBytes >> 30, row.IsCustom)),
                Is.EqualTo(Items("diskOfferings").Select(item => Line(item.Text("name"), item.Text("uniqueName"), item.Text("displayText"),
                    item.Text("sizeGb"), item.Text("customized")))));
        }
    }

    [Test]
    public async Task Network_offerings_and_their_services_are_those_of_the_reference()
    {
        var rows = await RowsAsync(db => db.NetworkOfferings);
        var services = (await RowsAsync(db => db.NetworkOfferingServices)).ToLookup(row => row.NetworkOfferingId);
        Assert.That(rows.Select(row => services[row.Id].Count()), Is.EqualTo(new[] { 0, 0, 0, 0, 0, 4, 3, 10, 3, 6, 10, 9 }));
        if (_reference is null)
        {
            return;
        }
        var found = rows.Select(row => Line(row.Name, row.UniqueName, row.DisplayText, row.TrafficType, row.GuestType, row.Availability, row.IsSystemOnly,
            row.IsDefault, row.State, row.ConserveMode, row.SpecifyVlan, row.SpecifyIpRanges, row.IsPersistent, row.RateMbps, row.MulticastRateMbps,
            row.DedicatedLb, row.SharedSourceNat, row.RedundantRouter, row.ElasticIp, row.ElasticLb,
            string.Join(' ', services[row.Id].Select(service => $"{service.Service}:{service.Provider}").Order(StringComparer.Ordinal))));
        string[] flags = ["dedicatedLb", "sharedSourceNat", "redundantRouter", "elasticIp", "elasticLb"];
        string[] names =
        [
            "name", "uniqueName", "displayText", "trafficType", "guestType", "availability", "systemOnly", "default", "state", "conserveMode",
            "specifyVlan", "specifyIpRanges", "persistent", "networkRateMbps", "multicastRateMbps",
        ];
        var expected = _reference["networkOfferings"]!["system"]!.AsArray().Concat(_reference["networkOfferings"]!["guest"]!.AsArray()).Select(item =>
            Line([.. names.Select(name => item.Text(name)), .. flags.Select(name => item.Text(name) ?? "false"),
                string.Join(' ', item!["services"]!.AsObject().Select(pair => $"{pair.Key}:{pair.Value}").Order(StringComparer.Ordinal))]));
        Assert.That(found, Is.EqualTo(expected));
    }

    [Test]
    public async Task Capabilities_of_a_network_offering_tell_its_flags()
    {
        var elastic = await _database.ReadAsync(db => (from offering in db.NetworkOfferings
            where offering.Name == "DefaultSharedNetscalerEIPandELBNetworkOffering"
            join row in db.NetworkOfferingCapabilities on offering.Id equals row.NetworkOfferingId
            select row).ToListAsync());
        Assert.That(elastic.Select(row => $"{row.Service} {row.Capability} {row.Value}"),
            Is.EquivalentTo(new[] { "StaticNat ElasticIp true", "Lb SupportedLBIsolation shared", "Lb ElasticLb true" }));
    }

    [Test]
    public async Task Guest_operating_systems_have_the_numbers_and_names_of_the_reference()
    {
        var categories = await RowsAsync(db => db.GuestOsCategories);
        var types = await RowsAsync(db => db.GuestOsTypes);
        var hypervisors = await RowsAsync(db => db.GuestOsHypervisors);
        Assert.Multiple(() =>
        {
            Assert.That((categories.Count, types.Count, hypervisors.Count), Is.EqualTo((11, 167, 269)));
            Assert.That(types.Select(row => row.CategoryId).Distinct(), Is.SubsetOf(categories.Select(row => row.Id)));
            Assert.That(types.Single(row => row.Id == 112).Name, Is.EqualTo("CentOS 5.5 (64-bit)"));
        });
        if (_reference is not null)
        {
            Assert.That(categories.Select(row => Line(row.Id, row.Name)),
                Is.EqualTo(Items("guestOsCategories").Select(item => Line(item.Text("id"), item.Text("name")))));
            Assert.That(types.Select(row => Line(row.Id, row.CategoryId, row.Name)),
                Is.EqualTo(Items("guestOsTypes").Select(item => Line(item.Text("id"), item.Text("categoryId"), item.Text("name")))));
            // 4.1 writes VmWare here and VMware everywhere else; its database does not mind, and this one does.
            Assert.That(hypervisors.Select(row => Line(row.GuestOsId, row.Hypervisor, row.Name)), Is.EquivalentTo(Items("guestOsHypervisorMappings")
                .Select(item => Line(item.Text("guestOsId"), item.Text("hypervisor")!.Replace("VmWare", "VMware", StringComparison.Ordinal),
                    item.Text("hypervisorOsName")))));
        }
    }

    [Test]
    public async Task Hypervisor_capabilities_are_those_of_the_reference()
    {
        var rows = await RowsAsync(db => db.HypervisorCapabilities);
        Assert.That(rows, Has.Count.EqualTo(14));
        if (_reference is not null)
        {
            Assert.That(rows.Select(row => Line(row.Hypervisor, row.HypervisorVersion, row.MaxGuests, row.SecurityGroups, row.MaxDataVolumes)),
                Is.EquivalentTo(Items("hypervisorCapabilities").Select(item => Line(item.Text("hypervisor"), item.Text("version"), item.Text("maxGuests"),
                    item.Text("securityGroups"), item.Text("maxDataVolumes")))));
        }
    }

    [Test]
    public async Task A_new_cloud_has_its_own_identifier_and_single_sign_on_key()
    {
        var settings = new SettingsStore(new PlainSecrets());
        await _database.ReadAsync(async db =>
        {
            await settings.LoadAsync(db);
            return true;
        });
        Assert.Multiple(() =>
        {
            Assert.That(Guid.TryParse(settings.Current.CloudIdentifier, out _));
            Assert.That(settings.Current.SecuritySingleSignOnKey, Has.Length.EqualTo(86));
            Assert.That(settings.Current.SecondaryStorageVm);
            Assert.That(settings.Current.SecStorageEncryptCopy);
        });
    }

    [Test]
    public async Task What_comes_later_gets_the_next_numbers_and_seeding_is_undone_with_its_transaction()
    {
        await using var database = new SqliteDatabase(null);
        await database.MigrateAsync(() => Task.CompletedTask, CancellationToken.None);
        var defaults = new CloudDefaults(new SequentialIds(), _time, new PlainSecrets());
        Assert.ThrowsAsync<TimeoutException>(() => database.WriteAsync(async db =>
        {
            await defaults.SeedAsync(db, "hash");
            throw new TimeoutException();
        }));
        Assert.That(await database.WriteAsync(db => defaults.SeedAsync(db, "hash")), Is.True);
        var account = await database.WriteAsync(db => db.InsertRowAsync(new AccountRow { Uuid = Guid.Empty, Name = "third", DomainId = 1 }));
        Assert.That(account.Id, Is.EqualTo(3));
    }

    private IEnumerable<JsonNode> Items(string name) => _reference![name]!.AsArray()!;

    private Task<List<T>> RowsAsync<T>(Func<Db, ITable<T>> table) where T : class =>
        _database.ReadAsync(db => table(db).OrderBy(row => Sql.Property<long>(row, "Id")).ToListAsync());

    /// <summary>Values beside each other, written as JSON would write them.</summary>
    private static string Line(params object?[] values) =>
        string.Join(" | ", values.Select(value => value is bool flag ? flag ? "true" : "false" : value?.ToString()));
}
