namespace CloudStack.Engine.Tests.Templates;

/// <summary>A cloud with two enabled zones, a guest operating system and tenants, and a source of templates that needs no network.</summary>
internal sealed class Catalogue : IAsyncDisposable
{
    private Catalogue(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }
    public FakeTemplateSource Source { get; private init; } = new();
    public required Tenants Tenants { get; init; }
    public required Zone Zone { get; init; }
    public required Zone OtherZone { get; init; }
    public required GuestOsId Os { get; init; }

    public static async Task<Catalogue> StartAsync()
    {
        var source = new FakeTemplateSource();
        var cloud = await TestCloud.StartAsync(services => services.AddSingleton<ITemplateSource>(source));
        var os = await cloud.Database.WriteAsync(async db =>
        {
            var category = await db.InsertRowAsync(new GuestOsCategoryRow { Uuid = Guid.CreateVersion7(), Name = "Test category" });
            return await db.InsertRowAsync(new GuestOsRow { Uuid = Guid.CreateVersion7(), CategoryId = category.Id, Name = "Test OS" });
        });
        return new(cloud)
        {
            Source = source,
            Tenants = await Tenants.AddAsync(cloud),
            Zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "one", "Basic") { AllocationState = "Enabled" }),
            OtherZone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "two", "Basic") { AllocationState = "Enabled" }),
            Os = new(os.Uuid),
        };
    }

    /// <summary>A registration that would be accepted.</summary>
    public RegisterTemplate Registration(string name = "debian") =>
        new($"{name} text", "QCOW2", "KVM", name, Os, $"http://images.example.com/{name}.qcow2", Zone.Id);

    public async Task<Template> RegisterAsync(string name, UserId? owner = null, bool isPublic = false, bool isFeatured = false)
    {
        var command = Registration(name) with { IsPublic = isPublic, IsFeatured = isFeatured };
        return (owner is { } user ? await Cloud.RunAsync(command, user) : await Cloud.RunAsync(command))[0];
    }

    /// <summary>Names of the templates that a list shows.</summary>
    public async Task<string[]> NamesAsync(ListTemplates command, UserId? user = null) =>
        [.. (user is { } someone ? await Cloud.RunAsync(command, someone) : await Cloud.RunAsync(command)).Items.Select(item => item.Name!)];

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}

internal sealed class FakeTemplateSource : ITemplateSource
{
    public TemplateSourceFacts Facts { get; set; } = new(1000, "QCOW2", 5000);
    public List<Uri> Asked { get; } = [];

    public Task<TemplateSourceFacts> ProbeAsync(Uri url, CancellationToken ct)
    {
        Asked.Add(url);
        return Task.FromResult(Facts);
    }

    public Task CheckAsync(Uri url, CancellationToken ct) => Task.CompletedTask;

    public Task<ImageSource> OpenAsync(Uri url, CancellationToken ct) => throw new NotSupportedException("Nothing is fetched in these tests.");
}
