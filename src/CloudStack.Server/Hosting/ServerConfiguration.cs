using System.ComponentModel.DataAnnotations;

namespace CloudStack.Server.Hosting;

/// <summary>Where the options come from, and what they do.</summary>
internal static class ServerConfiguration
{
    /// <summary>The name of the database that is gone when the server stops.</summary>
    public const string InMemory = "memory";

    private const string SystemWide = "/etc/cloudstack/appsettings.json";

    /// <summary>
    /// A builder with appsettings.json beside the program, the machine's own file, the environment and the arguments, each stronger than the one before.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(SystemWide, optional: true, reloadOnChange: false).AddEnvironmentVariables().AddCommandLine(args);
        return builder;
    }

    /// <exception cref="InvalidOperationException">An option is missing or has no meaning.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new();
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return options;
    }

    public static void Configure(ICloudStackBuilder cloud, ServerOptions options, string adminPassword)
    {
        if (options.Database.Equals(InMemory, StringComparison.OrdinalIgnoreCase))
        {
            cloud.UseSqliteInMemory();
        }
        else if (options.Database.Contains("://", StringComparison.Ordinal) || options.Database.Contains(';', StringComparison.Ordinal))
        {
            cloud.UseMySql(options.Database);
        }
        else
        {
            cloud.UseSqlite(options.Database);
        }
        if (options.KeyFile is { Length: > 0 } file)
        {
            cloud.UseKeyFile(file);
        }
        foreach (var folder in options.Plugins.Distinct(StringComparer.Ordinal))
        {
            cloud.AddPlugins(folder);
        }
        cloud.Configure(engine =>
        {
            engine.AdminPassword = adminPassword;
            engine.AcceptMd5Passwords = options.AcceptMd5Passwords;
            engine.RegionId = options.RegionId;
            engine.ManagementServer = options.ManagementServer;
        });
    }
}
