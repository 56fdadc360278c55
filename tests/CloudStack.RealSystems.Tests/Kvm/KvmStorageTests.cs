using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Drivers;

namespace CloudStack.RealSystems.Tests.Kvm;

[CancelAfter(180_000)]
public sealed class KvmStorageTests : KvmTest
{
    [Test]
    public async Task A_template_that_two_hosts_ask_for_at_once_is_fetched_once()
    {
        await using var server = new OneFileServer(Lab.OwnAddress, await File.ReadAllBytesAsync(Lab.TemplatePath, Token));
        var template = Lab.Template with
        {
            Id = new TemplateId(Guid.NewGuid()),
            Source = new Uri($"http://{Lab.OwnAddress}:{server.Port}/t.qcow2?signature=a%22b"),
            Checksum = Convert.ToHexString(MD5.HashData(await File.ReadAllBytesAsync(Lab.TemplatePath, Token))),
        };
        var facts = await Task.WhenAll(
            Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, template, Token),
            Driver.EnsureTemplateAsync(Lab.B, Lab.SharedPool, template, Token),
            Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, template, Token));
        Assert.Multiple(() =>
        {
            Assert.That(server.Requests, Is.EqualTo(1));
            Assert.That(facts.Distinct().ToArray(), Has.Length.EqualTo(1));
            Assert.That(facts[0].VirtualSizeBytes, Is.EqualTo(48L << 20));
            Assert.That(facts[0].PhysicalSizeBytes, Is.Positive);
            Assert.That(Directory.GetFiles(Lab.SharedPool.Path, $".*{template.Id}*"), Is.Empty);
        });
    }

    [Test]
    public async Task A_template_with_another_checksum_is_refused_and_leaves_nothing()
    {
        var template = Lab.Template with { Id = new TemplateId(Guid.NewGuid()), Checksum = new string('a', 32) };
        var error = await ErrorOfAsync(Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, template, Token));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        Assert.That(error.Message, Does.Contain(template.Checksum));
        Assert.That(Directory.GetFiles(Lab.SharedPool.Path, $"*{template.Id}*"), Is.Empty);
    }

    [Test]
    public async Task A_template_that_refers_to_a_file_of_the_host_is_refused()
    {
        var volume = await NewVolumeAsync(Lab.SharedPool, await TemplateAsync());
        var template = Lab.Template with { Id = new TemplateId(Guid.NewGuid()), Source = new Uri($"file://{Lab.SharedPool.Path}/{volume.Id}.qcow2") };
        var error = await ErrorOfAsync(Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, template, Token));
        Assert.That(error.Message, Does.Contain("refers to another file"));
        await Driver.RemoveVolumeAsync(Lab.A, volume, Token);
    }

    [Test]
    public async Task A_volume_is_never_overwritten()
    {
        var volume = await NewVolumeAsync(Lab.SharedPool);
        var file = $"{Lab.SharedPool.Path}/{volume.Id}.qcow2";
        var before = await File.ReadAllBytesAsync(file, Token);
        var facts = await Driver.EnsureVolumeAsync(Lab.B, volume with { SizeBytes = 32L << 20 }, Token);
        Assert.That(facts, Is.EqualTo(new VolumeFacts(16L << 20, $"{volume.Id}.qcow2")));
        Assert.That(await File.ReadAllBytesAsync(file, Token), Is.EqualTo(before));
        await Driver.RemoveVolumeAsync(Lab.A, volume, Token);
        await Driver.RemoveVolumeAsync(Lab.A, volume, Token);
        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public async Task A_pool_tells_its_size_and_a_missing_mount_is_told()
    {
        var facts = await Driver.EnsurePoolAsync(Lab.A, Lab.SharedPool, Token);
        Assert.That(facts.CapacityBytes, Is.GreaterThan(facts.UsedBytes));
        Assert.That((await Driver.EnsurePoolAsync(Lab.A, LibvirtLab.LocalPool, Token)).CapacityBytes, Is.Positive);
        var error = await ErrorOfAsync(Driver.EnsurePoolAsync(Lab.A, Lab.SharedPool with { Path = "/no such; folder" }, Token));
        Assert.That(error.Message, Does.Contain("/no such; folder"));
        await Driver.RemovePoolAsync(Lab.A, Lab.SharedPool, Token);
        Assert.That(Directory.Exists(Lab.SharedPool.Path));
    }

    [Test]
    public async Task An_nfs_server_that_cannot_be_mounted_is_told()
    {
        var pool = new PoolSpec { Id = new StoragePoolId(Guid.NewGuid()), Type = PoolTypes.NetworkFilesystem, Host = Lab.OwnAddress, Path = "/export/x" };
        var error = await ErrorOfAsync(Driver.EnsurePoolAsync(Lab.A, pool, Token));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        await Driver.RemovePoolAsync(Lab.A, pool, Token);
    }

    [Test]
    public async Task A_cancelled_call_ends_at_once_and_the_next_one_works()
    {
        await using var server = new OneFileServer(Lab.OwnAddress, null);
        var template = Lab.Template with { Id = new TemplateId(Guid.NewGuid()), Source = new Uri($"http://{Lab.OwnAddress}:{server.Port}/slow") };
        using var cancel = new CancellationTokenSource();
        var call = Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, template, cancel.Token);
        await server.FirstRequest.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await cancel.CancelAsync();
        Assert.That(async () => await call.WaitAsync(TimeSpan.FromSeconds(2), Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await Driver.ProbeAsync(Lab.A, Token)).Name, Is.EqualTo("a"));
    }

    [Test]
    public async Task What_became_of_a_command_whose_connection_broke_is_unknown()
    {
        await using var server = new OneFileServer(Lab.OwnAddress, null);
        var template = Lab.Template with { Id = new TemplateId(Guid.NewGuid()), Source = new Uri($"http://{Lab.OwnAddress}:{server.Port}/slow") };
        var call = Driver.EnsureTemplateAsync(Lab.B, Lab.SharedPool, template, Token);
        await server.FirstRequest.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Lab.StopSshAsync(Lab.B);
        await Lab.StartSshAsync(Lab.B);
        var error = await ErrorOfAsync(call);
        Assert.That(error.Outcome, Is.EqualTo(Outcome.Unknown));
        Assert.That(error.Message, Does.Contain(Lab.B.Address.Host));
    }

    private async Task<TemplateId> TemplateAsync()
    {
        await Driver.EnsureTemplateAsync(Lab.A, Lab.SharedPool, Lab.Template, Token);
        return Lab.Template.Id;
    }

    /// <summary>Serves one file over HTTP, or, without one, never answers.</summary>
    private sealed class OneFileServer : IAsyncDisposable
    {
        private readonly TcpListener listener;
        private readonly byte[]? content;
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task serving;
        private int requests;

        public OneFileServer(string address, byte[]? content)
        {
            this.content = content;
            listener = new TcpListener(IPAddress.Parse(address), 0);
            listener.Start();
            serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Requests => requests;

        public Task FirstRequest => first.Task;

        public async ValueTask DisposeAsync()
        {
            listener.Dispose();
            await serving;
        }

        private async Task ServeAsync()
        {
            var open = new List<TcpClient>();
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync();
                    open.Add(client);
                    var stream = client.GetStream();
                    var request = new byte[4096];
                    _ = await stream.ReadAsync(request);
                    Interlocked.Increment(ref requests);
                    first.TrySetResult();
                    if (content is null)
                        continue;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"));
                    await stream.WriteAsync(content);
                    client.Dispose();
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                foreach (var client in open)
                    client.Dispose();
            }
        }
    }
}
