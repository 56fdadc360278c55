using CloudStack;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // Whoever reads the output line by line wants lines that are not broken.
    AnsiConsole.Profile.Width = 1000;
}

// The main job of a cloud, from an empty database to running virtual machines, in one process.
var work = Directory.CreateTempSubdirectory("cloudstack-quickstart-");
try
{
    var arguments = Arguments.Parse(args);
    await using var services = new ServiceCollection()
        .AddCloudStack(cloud =>
        {
            if (arguments.Database is { } address)
            {
                cloud.UseMySql(address);
            }
            else
            {
                cloud.UseSqlite(Path.Combine(work.FullName, "cloud.db"));
            }
            cloud.AddPlugins("plugins");
            if (arguments.Plugins is { } folder)
            {
                cloud.AddPlugins(Path.GetFullPath(folder));
            }
        })
        .BuildServiceProvider();
    var running = services.GetRequiredService<ICloud>();
    await OpenAsync(running, arguments.Database);
    var program = new Tour(running, services.GetRequiredService<IPluginCatalog>(), arguments);
    return await program.RunAsync() ? 0 : 1;
}
catch (ArgumentException exception)
{
    Tour.Tell("red", exception);
    AnsiConsole.WriteLine(Arguments.Usage);
    return 1;
}
catch (Exception exception)
{
    Tour.Tell("red", exception);
    return 1;
}
finally
{
    work.Delete(recursive: true);
}

// The first command starts the cloud, so this is where a database that does not answer shows.
static async Task OpenAsync(ICloud cloud, string? database)
{
    try
    {
        await cloud.ExecuteAsync(new ListZones(), Caller.Root);
    }
    catch (Exception exception) when (database is not null)
    {
        var shown = Uri.TryCreate(database, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped) : "given";
        throw new InvalidOperationException($"The database {shown} cannot be used: {exception.Message}", exception);
    }
}
