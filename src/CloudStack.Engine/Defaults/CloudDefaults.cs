using System.Buffers.Text;
using System.Security.Cryptography;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>What a new cloud holds before anybody has done anything, as a new 4.1 does. Numbers that clients may know are those of 4.1.</summary>
/// <param name="ids">Makes the UUIDs.</param>
/// <param name="time">Gives the time of creation.</param>
/// <param name="secrets">Encrypts the hidden settings.</param>
internal sealed class CloudDefaults(IIdSource ids, TimeProvider time, ISecretProtector secrets)
{
    /// <summary>Number of the ROOT domain.</summary>
    public const long RootDomainId = Identity.RootDomainId;

    /// <summary>Number of the account, and of its user, in whose name the cloud itself acts. Nobody can log in as it.</summary>
    public const long SystemAccountId = Identity.SystemAccountId;

    /// <summary>Number of the first administrator's account, and of its user.</summary>
    public const long AdminAccountId = Identity.AdminAccountId;

    private static readonly BulkCopyOptions Numbered = new(KeepIdentity: true, BulkCopyType: BulkCopyType.MultipleRows);
    private static readonly BulkCopyOptions Unnumbered = new(BulkCopyType: BulkCopyType.MultipleRows);

    /// <summary>Fills a new database within the caller's transaction; does nothing when it has been filled.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="adminPasswordHash">What is stored as the password of the user admin.</param>
    /// <param name="region">Number of the region that the cloud is.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether the database was new.</returns>
    public async Task<bool> SeedAsync(Db db, string adminPasswordHash, int region = 1, CancellationToken ct = default)
    {
        if (await db.Domains.AnyAsync(ct))
        {
            return false;
        }
        await SeedOwnersAsync(db, adminPasswordHash, region, ct);
        await SeedOfferingsAsync(db, ct);
        await SeedGuestOsAsync(db, ct);
        await SeedSettingsAsync(db, ct);
        return true;
    }

    private async Task SeedOwnersAsync(Db db, string adminPasswordHash, int region, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var root = new DomainRow
        {
            Id = RootDomainId, Uuid = ids.NewGuid(), Name = "ROOT", Path = "/", OwnerAccountId = AdminAccountId,
            State = DomainState.Active, Created = now,
        };
        await AddAsync(db, Numbered, [root], ct);
        await AddAsync(db, Numbered, [Account(SystemAccountId, "system"), Account(AdminAccountId, "admin")], ct);
        await ResourceCounter.PrepareAsync(db, OwnerKind.Domain, RootDomainId);
        await ResourceCounter.PrepareAsync(db, OwnerKind.Account, SystemAccountId);
        await ResourceCounter.PrepareAsync(db, OwnerKind.Account, AdminAccountId);
        // No password has this hash, whatever it is compared with.
        var nobody = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await AddAsync(db, Numbered, [User(SystemAccountId, "system", nobody), User(AdminAccountId, "admin", adminPasswordHash)], ct);
        await AddAsync(db, Unnumbered, [new RegionRow { Number = region, IsOwn = true, Name = "Local", Endpoint = "http://localhost:8080/client/" }], ct);

        AccountRow Account(long id, string name) => new()
        {
            Id = id, Uuid = ids.NewGuid(), Name = name, DomainId = RootDomainId,
            Type = AccountType.Admin, State = AccountState.Enabled, Created = now,
        };

        UserRow User(long account, string name, string passwordHash) => new()
        {
            Id = account, Uuid = ids.NewGuid(), AccountId = account, UserName = name, PasswordHash = passwordHash,
            FirstName = name, LastName = "cloud", State = AccountState.Enabled, Created = now,
        };
    }

    private async Task SeedOfferingsAsync(Db db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var services = DefaultOfferings.Services(new CloudSettings());
        foreach (var row in services)
        {
            (row.Uuid, row.DisplayText, row.Created) = (ids.NewGuid(), row.Name, now);
            row.IsSystem = row.IsDefault = row.SystemVmType is not null;
        }
        await AddAsync(db, Unnumbered, services, ct);

        var disks = DefaultOfferings.Disks();
        foreach (var row in disks)
        {
            (row.Uuid, row.Created) = (ids.NewGuid(), now);
        }
        await AddAsync(db, Unnumbered, disks, ct);

        var networks = DefaultNetworkOfferings.All();
        foreach (var (index, (row, _)) in networks.Index())
        {
            (row.Id, row.Uuid, row.Created) = (index + 1, ids.NewGuid(), now);
        }
        await AddAsync(db, Numbered, networks.Select(network => network.Row), ct);
        await AddAsync(db, Unnumbered, networks.SelectMany(network => network.Services, (network, pair) =>
            new NetworkOfferingServiceRow { NetworkOfferingId = network.Row.Id, Service = pair.Service, Provider = pair.Provider }), ct);
        await AddAsync(db, Unnumbered, networks.SelectMany(network => network.Capabilities(), (network, item) =>
            new NetworkOfferingCapabilityRow
            {
                NetworkOfferingId = network.Row.Id, Service = item.Service, Capability = item.Capability, Value = item.Value,
            }), ct);

        var vpc = DefaultVpcOfferings.Row();
        (vpc.Uuid, vpc.Created) = (ids.NewGuid(), now);
        await AddAsync(db, Numbered, [vpc], ct);
        await AddAsync(db, Unnumbered, DefaultVpcOfferings.Services.Select(service =>
            new VpcOfferingServiceRow { VpcOfferingId = vpc.Id, Service = service, Provider = NetworkCatalog.VpcVirtualRouter }), ct);
    }

    private async Task SeedGuestOsAsync(Db db, CancellationToken ct)
    {
        await AddAsync(db, Numbered, DefaultGuestOs.Categories.Select((name, index) =>
            new GuestOsCategoryRow { Id = index + 1, Uuid = ids.NewGuid(), Name = name }), ct);
        var entries = DefaultGuestOs.Entries().ToList();
        await AddAsync(db, Numbered, entries.Where(entry => entry.CategoryId != 0).Select(entry =>
            new GuestOsRow { Id = entry.Id, Uuid = ids.NewGuid(), CategoryId = entry.CategoryId, Name = entry.Name }), ct);
        await AddAsync(db, Unnumbered, entries.SelectMany(entry => entry.OnHypervisors, (entry, on) =>
            new GuestOsHypervisorRow { GuestOsId = entry.Id, Hypervisor = on.Hypervisor, Name = on.Name }), ct);

        var hypervisors = DefaultHypervisors.All();
        foreach (var row in hypervisors)
        {
            row.Uuid = ids.NewGuid();
        }
        await AddAsync(db, Unnumbered, hypervisors, ct);
    }

    /// <summary>The settings that a new cloud has other than by default.</summary>
    private Task SeedSettingsAsync(Db db, CancellationToken ct)
    {
        (string Name, string Value)[] values =
        [
            ("cloud.identifier", ids.NewGuid().ToString()),
            ("secondary.storage.vm", "true"),
            ("secstorage.encrypt.copy", "true"),
            ("security.singlesignon.key", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64))),
        ];
        return AddAsync(db, Unnumbered, values.Select(item => new SettingRow
        {
            Name = item.Name,
            Value = SettingCatalog.Find(item.Name)!.IsSecret ? secrets.Protect(item.Value) : item.Value,
        }), ct);
    }

    private static Task AddAsync<T>(Db db, BulkCopyOptions options, IEnumerable<T> rows, CancellationToken ct) where T : class =>
        db.BulkCopyAsync(options, rows, ct);
}
