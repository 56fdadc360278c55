using System.Diagnostics;

namespace CloudStack.Engine.Tests.Persistence;

/// <summary>One cloud at a time uses a SQLite file.</summary>
[TestFixture]
internal sealed class SqliteLockTests
{
    private string _file = "";

    [SetUp]
    public void MakeFolder() => _file = Path.Combine(Directory.CreateTempSubdirectory("cloudstack-lock-").FullName, "cloud.db");

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public async Task A_second_cloud_on_the_file_is_refused_and_told_which_file()
    {
        await using var first = await StartAsync();
        var refusal = Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.That(refusal!.Message, Does.Contain(_file).And.Contain("in use"));
        Assert.That(await first.GetRequiredService<ICloud>().ExecuteAsync(new ListZones(), Caller.Root), Is.Not.Null);
    }

    [Test]
    public async Task The_file_is_free_again_when_its_cloud_has_ended()
    {
        await (await StartAsync()).DisposeAsync();
        await (await StartAsync()).DisposeAsync();
    }

    [Test]
    public async Task A_process_that_is_killed_leaves_the_file_free()
    {
        using var other = Process.Start(new ProcessStartInfo("flock", [_file + ".lock", "sh", "-c", "echo locked; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.That(await other.StandardOutput.ReadLineAsync(), Is.EqualTo("locked"));
        Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        other.Kill(entireProcessTree: true);
        // Its end of the pipe closes when the last process of it is gone.
        await other.StandardOutput.ReadToEndAsync();
        await other.WaitForExitAsync();
        await (await StartAsync()).DisposeAsync();
    }

    private Task<ServiceProvider> StartAsync() => SchemaTests.StartAsync(cloud => cloud.UseSqlite(_file));
}
