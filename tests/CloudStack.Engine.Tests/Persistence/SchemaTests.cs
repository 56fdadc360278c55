using LinqToDB.Data;

namespace CloudStack.Engine.Tests.Persistence;

/// <summary>What the migrations make of an empty database, held in a file so that every change of it is seen in review.</summary>
[TestFixture]
internal sealed class SchemaTests
{
    [Test]
    public async Task A_new_database_has_the_schema_of_the_golden_file()
    {
        var database = await TestDatabases.TakeEmptyAsync();
        await using (var services = await StartAsync(database.Use))
        {
            var schema = await SchemaText.OfAsync(services.GetRequiredService<Database>());
            var golden = Golden(TestDatabases.IsMariaDb ? "schema.mariadb.sql" : "schema.sqlite.sql");
            if (Environment.GetEnvironmentVariable("CLOUDSTACK_WRITE_GOLDEN") == "1")
            {
                await File.WriteAllTextAsync(golden, schema);
            }
            Assert.That(schema, Is.EqualTo(await File.ReadAllTextAsync(golden)), "if the change is meant, run this test with CLOUDSTACK_WRITE_GOLDEN=1");
        }
        await database.Release();
    }

    [Test]
    public async Task A_second_start_changes_nothing()
    {
        var database = await TestDatabases.TakeEmptyAsync();
        var (first, second) = (await ReadAsync(), await ReadAsync());
        Assert.That(second, Is.EqualTo(first));
        await database.Release();

        async Task<(string Schema, int Versions, int Settings, int Offerings)> ReadAsync()
        {
            await using var services = await StartAsync(database.Use);
            var opened = services.GetRequiredService<Database>();
            return (
                await SchemaText.OfAsync(opened),
                await opened.ReadAsync(db => db.ExecuteAsync<int>("select count(*) from schema_version")),
                await opened.ReadAsync(db => db.ExecuteAsync<int>("select count(*) from setting")),
                await opened.ReadAsync(db => db.ServiceOfferings.CountAsync()));
        }
    }

    [Test]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        var database = await TestDatabases.TakeEmptyAsync();
        await using (var services = await StartAsync(database.Use))
        {
            await services.GetRequiredService<Database>().WriteAsync(db =>
                db.ExecuteAsync("insert into schema_version (version, description) values (99999999999999, 'from the future')"));
        }
        var refusal = Assert.ThrowsAsync<InvalidOperationException>(async () => await (await StartAsync(database.Use)).DisposeAsync());
        Assert.That(refusal!.Message, Does.Contain("99999999999999").And.Contain("newer release"));
        await database.Release();
    }

    /// <summary>The file in the source tree; the compiler's own path is no help, as a deterministic build hides it.</summary>
    private static string Golden(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "Persistence", name);
            if (File.Exists(file))
            {
                return file;
            }
        }
        throw new FileNotFoundException($"{name} is in no Persistence folder above {AppContext.BaseDirectory}.");
    }

    internal static async Task<ServiceProvider> StartAsync(Action<ICloudStackBuilder> use)
    {
        var services = new ServiceCollection().AddCloudStack(cloud =>
        {
            use(cloud);
            cloud.Configure(options => options.RunBackgroundWork = false);
        }).BuildServiceProvider();
        try
        {
            await services.GetRequiredService<CloudEngine>().StartAsync(CancellationToken.None);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }
}
