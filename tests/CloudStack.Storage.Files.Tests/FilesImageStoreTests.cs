using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Storage.Files.Tests;

public sealed class FilesImageStoreTests
{
    private static readonly ImageStoreSpec Nfs = new(new ImageStoreId(Guid.Empty), new Uri("nfs://192.0.2.5:2050/export/second%20ary"));
    private readonly CancellationToken none = CancellationToken.None;

    [Test]
    public async Task A_symbolic_link_does_not_lead_out_of_the_store()
    {
        using var folder = new TestFolder();
        using var outside = new TestFolder();
        using var store = new FilesImageStore(new(), TimeProvider.System);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "out"), outside.Path);
        using var content = new MemoryStream([1]);

        Assert.That(() => store.WriteAsync(folder.Store, "out/image", content, none), Throws.TypeOf<DriverException>().With.Message.Contains("symbolic link"));
        Assert.That(Directory.EnumerateFileSystemEntries(outside.Path), Is.Empty);
    }

    [Test]
    public async Task What_a_killed_write_left_behind_is_removed_after_a_day()
    {
        using var folder = new TestFolder();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var store = new FilesImageStore(new(), time);
        var (left, fresh) = (Path.Combine(folder.Path, ".other.x.tmp"), Path.Combine(folder.Path, ".other.y.tmp"));
        await File.WriteAllTextAsync(left, "");
        File.SetLastWriteTimeUtc(left, time.GetUtcNow().UtcDateTime.AddDays(-2));
        await File.WriteAllTextAsync(fresh, "");
        using var content = new MemoryStream([1]);

        await store.WriteAsync(folder.Store, "image", content, none);

        Assert.That(Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "image", ".other.y.tmp" }));
    }

    [Test]
    public void Hosts_get_an_address_of_the_same_kind()
    {
        using var store = new FilesImageStore(new(), TimeProvider.System);

        Assert.That(store.AddressOf(Nfs, "templates/a b.qcow2")!.AbsoluteUri, Is.EqualTo("nfs://192.0.2.5:2050/export/second%20ary/templates/a%20b.qcow2"));
        Assert.That(store.AddressOf(new(new(Guid.Empty), new("file:///srv/x/")), "i.iso")!.AbsoluteUri, Is.EqualTo("file:///srv/x/i.iso"));
    }

    [Test]
    public async Task An_export_is_mounted_once_and_unmounted_at_the_end()
    {
        using var work = new TestFolder();
        List<string> calls = [];
        var mounts = "";
        var store = new FilesImageStore(new FilesOptions { Mounts = work.Path, NfsOptions = "soft" }, TimeProvider.System, (program, arguments, _) =>
        {
            calls.Add($"{program} {string.Join(' ', arguments)}");
            mounts = program == "mount" ? $"x / ext4 rw 0 0\n192.0.2.5:/x {arguments[^1]} nfs rw 0 0\n" : "";
            return Task.FromResult((0, ""));
        }, () => mounts);

        Assert.That(await store.FindAsync(Nfs, "a", none), Is.Null);
        Assert.That(await store.FindAsync(Nfs, "b", none), Is.Null);
        store.Dispose();

        var place = Directory.EnumerateDirectories(work.Path).Single();
        Assert.That(calls, Is.EqualTo(new[] { $"mount -t nfs -o soft,port=2050 -- 192.0.2.5:/export/second ary {place}", $"umount -l -- {place}" }));
    }

    [Test]
    public void A_mount_that_fails_says_why()
    {
        using var work = new TestFolder();
        using var store = new FilesImageStore(new FilesOptions { Mounts = work.Path }, TimeProvider.System, (_, _, _) => Task.FromResult((32, "access denied\n")), () => "");

        var error = Assert.ThrowsAsync<DriverException>(() => store.ProbeAsync(Nfs, none));

        Assert.That((error!.Outcome, error.CanRetry), Is.EqualTo((Outcome.NotApplied, true)));
        Assert.That(error.Message, Does.Contain("access denied").And.Contain("192.0.2.5"));
    }

    [Test]
    public void The_plugin_offers_the_store_and_refuses_unknown_settings()
    {
        var services = new ServiceCollection();
        new FilesPlugin().Configure(services, new PluginContext("files", "/plugins/files", new Dictionary<string, string> { ["nfsoptions"] = "soft" }));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IImageStore>().Schemes, Is.EquivalentTo(new[] { "file", "nfs" }));
        Assert.That(() => FilesOptions.FromSettings(new Dictionary<string, string> { ["mount"] = "x" }), Throws.ArgumentException.With.Message.Contains("'mount'"));
    }
}
