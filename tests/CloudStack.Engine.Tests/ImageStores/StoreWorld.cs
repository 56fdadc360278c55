using CloudStack.Drivers;
using CloudStack.Engine.Tests.Templates;
using CloudStack.Storage.Files;

namespace CloudStack.Engine.Tests.ImageStores;

/// <summary>Two zones, the first with an image store in a directory, a server with images, and tenants.</summary>
internal sealed class StoreWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cloudstack-stores-").FullName;

    private StoreWorld(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }
    public ImageServer Server { get; } = new();
    public Tenants Tenants { get; private set; } = null!;
    public Zone Zone { get; private set; } = null!;
    public Zone OtherZone { get; private set; } = null!;
    public GuestOsId Os { get; private set; }
    public Host Store { get; private set; } = null!;

    /// <summary>The image files of the stores.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => file.Contains("/templates/", StringComparison.Ordinal))];

    public static void Configure(IServiceCollection services) =>
        services.AddSingleton<IImageStore>(_ => new FilesImageStore(new FilesOptions(), TimeProvider.System));

    public static async Task<StoreWorld> StartAsync()
    {
        var cloud = await TestCloud.StartAsync(Configure);
        var world = new StoreWorld(cloud) { Tenants = await Tenants.AddAsync(cloud) };
        await cloud.RunAsync(new UpdateConfiguration("secstorage.allowed.internal.sites") { Value = "127.0.0.0/8" });
        world.Zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "one", "Basic") { AllocationState = "Enabled" });
        world.OtherZone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "two", "Basic") { AllocationState = "Enabled" });
        world.Os = (await cloud.RunAsync(new ListOsTypes { Page = 1, PageSize = 1 }))[0].Id;
        world.Store = await world.AddStoreAsync(world.Zone);
        return world;
    }

    public Task<Host> AddStoreAsync(Zone zone)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, zone.Name!)).FullName;
        return Cloud.RunAsync(new AddSecondaryStorage($"file://{folder}") { ZoneId = zone.Id });
    }

    /// <summary>A registration of an image that the server has.</summary>
    public RegisterTemplate Registration(string name = "debian", byte[]? image = null, string ending = "qcow2") =>
        new($"{name} text", "QCOW2", "KVM", name, Os, Server.Add($"{name}.{ending}", image ?? Images.Qcow2()), Zone.Id);

    public RegisterIso IsoRegistration(string name = "installer", byte[]? image = null) =>
        new($"{name} text", name, Server.Add($"{name}.iso", image ?? Images.Iso()), Zone.Id) { OsTypeId = Os };

    /// <summary>Registers a template and waits until it is ready.</summary>
    public async Task<Template> ReadyAsync(RegisterTemplate registration, UserId? user = null)
    {
        var template = (user is { } owner ? await Cloud.RunAsync(registration, owner) : await Cloud.RunAsync(registration))[0];
        await TransferAsync();
        return await ReadAsync(template.Id);
    }

    public async Task<Template> ReadyIsoAsync(RegisterIso registration)
    {
        var iso = (await Cloud.RunAsync(registration))[0];
        await TransferAsync();
        return (await Cloud.RunAsync(new ListIsos { IsoFilter = "all", Id = iso.Id }))[0];
    }

    public async Task<Template> ReadAsync(TemplateId id, Zone? zone = null) => (await Cloud.RunAsync(new ListTemplates("all") { Id = id, ZoneId = (zone ?? Zone).Id }))[0];

    /// <summary>One turn of the transfers, to its end.</summary>
    public Task TransferAsync() => Monitors.RunAsync<ImageTransfers>(Cloud);

    /// <summary>A turn that goes on meanwhile.</summary>
    public Task BeginTransfer(CancellationToken ct = default) => ActivatorUtilities.CreateInstance<ImageTransfers>(Cloud.Get<IServiceProvider>()).RunAsync(ct);

    public Task<string[]> EventsAsync(params string[] types) => Cloud.Database.ReadAsync(db =>
        db.Events.Where(row => types.Contains(row.Type)).OrderBy(row => row.Id).Select(row => row.Type).ToArrayAsync());

    public async ValueTask DisposeAsync()
    {
        Server.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
