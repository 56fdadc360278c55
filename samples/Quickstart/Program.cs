using CloudStack;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;
using Spectre.Console;

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
    var program = new Tour(services.GetRequiredService<ICloud>(), services.GetRequiredService<IPluginCatalog>(), arguments);
    return await program.RunAsync() ? 0 : 1;
}
catch (ArgumentException exception)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message}[/]");
    AnsiConsole.WriteLine(Arguments.Usage);
    return 1;
}
catch (Exception exception)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message}[/]");
    return 1;
}
finally
{
    work.Delete(recursive: true);
}
