using CloudStack.Drivers;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Snapshots;

/// <summary>A zone that is ready for VMs and has an image store in a folder.</summary>
internal sealed class TestSnapshots : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cloudstack-snapshots-").FullName;

    private TestSnapshots(TestVms vms, UploadSource source) => (Vms, Source) = (vms, source);

    public TestVms Vms { get; }

    public TestCloud Cloud => Vms.Cloud;

    public FolderImageStore Store => (FolderImageStore)Cloud.Get<IImageStore>();

    public UploadSource Source { get; }

    /// <summary>The images that are there.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file))];

    public static async Task<TestSnapshots> StartAsync(TestZoneShape? shape = null, bool withStore = true)
    {
        var source = new UploadSource();
        var vms = await TestVms.StartAsync(shape, services => services.AddSingleton<IImageStore>(new FolderImageStore()).AddSingleton<ITemplateSource>(source));
        var test = new TestSnapshots(vms, source);
        if (withStore)
        {
            await test.AddStoreAsync();
        }
        return test;
    }

    public Task<Host> AddStoreAsync() => Cloud.RunAsync(new AddSecondaryStorage($"file://{_folder}") { ZoneId = Vms.Zone.Zone.Id });

    public string Read(string file) => Path.Combine(_folder, file);

    public async Task<Volume> RootOfAsync(VirtualMachine vm) => (await Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm.Id, Type = "ROOT", ListAll = true }))[0];

    /// <summary>A volume on a pool that is attached to nothing.</summary>
    public async Task<Volume> DetachedVolumeAsync()
    {
        var volume = await Vms.AttachedVolumeAsync((await Vms.DeployAsync()).Id);
        return await Cloud.RunAsync(new DetachVolume { Id = volume.Id });
    }

    public async Task<Snapshot?> FindAsync(SnapshotId id) => (await Cloud.RunAsync(new ListSnapshots { ListAll = true })).FirstOrDefault(snapshot => snapshot.Id == id);

    public Task RemoveImagesAsync() => Monitors.RunAsync<ImageRemovals>(Cloud);

    public async ValueTask DisposeAsync()
    {
        await Vms.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Files to upload, without a network.</summary>
internal sealed class UploadSource : ITemplateSource
{
    public byte[] Content { get; set; } = [];

    public Exception? Refusal { get; set; }

    public Task<TemplateSourceFacts> ProbeAsync(Uri url, CancellationToken ct) => Task.FromResult(TemplateSourceFacts.Unknown);

    public Task CheckAsync(Uri url, CancellationToken ct) => Refusal is null ? Task.CompletedTask : Task.FromException(Refusal);

    public Task<ImageSource> OpenAsync(Uri url, CancellationToken ct) => Task.FromResult(new ImageSource(new MemoryStream(Content), Content.Length));
}
