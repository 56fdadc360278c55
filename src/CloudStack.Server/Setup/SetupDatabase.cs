using CloudStack.Engine;
using CloudStack.Server.Hosting;

namespace CloudStack.Server.Setup;

/// <summary>
/// <c>setup-database</c>: makes or upgrades the database and its key, and ends. With <c>--deploy-as</c> the MySQL database and its user are made first.
/// </summary>
internal static class SetupDatabase
{
    private const string Usage = """
        setup-database [--database FILE | mysql://user:password@host:port/database] [--key-file FILE] [--admin-password PASSWORD]
                       [--deploy-as user:password] [--region-id NUMBER | -r NUMBER] [--management-server ADDRESS | -i ADDRESS]
        What is not given is taken from the configuration. --deploy-as names a MySQL administrator, who makes the database and the user. A new cloud is
        region 1 unless --region-id says otherwise. --management-server is the IP address, or a number, by which the servers of this machine are known.
        """;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["--database"] = "CloudStack:Database",
        ["--key-file"] = "CloudStack:KeyFile",
        ["--admin-password"] = "CloudStack:AdminPassword",
        ["--deploy-as"] = "deploy-as",
        ["--region-id"] = "CloudStack:RegionId",
        ["-r"] = "CloudStack:RegionId",
        ["--management-server"] = "CloudStack:ManagementServer",
        ["-i"] = "CloudStack:ManagementServer",
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length % 2 != 0 || args.Where((_, index) => index % 2 == 0).Any(name => !Names.ContainsKey(name)))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        var builder = ServerConfiguration.CreateBuilder([.. args.Chunk(2).SelectMany(pair => new[] { $"--{Names[pair[0]]}", pair[1] })]);
        try
        {
            var options = ServerConfiguration.Read(builder.Configuration);
            if (builder.Configuration["deploy-as"] is { } administrator)
            {
                await MySqlDeployment.RunAsync(options.Database, administrator);
            }
            await SetUpAsync(options);
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"The database could not be set up: {exception.Message}");
            return 1;
        }
    }

    private static async Task SetUpAsync(ServerOptions options)
    {
        var password = AdminPassword.For(options);
        options.Plugins = [];
        await using var services = new ServiceCollection().AddCloudStack(cloud => ServerConfiguration.Configure(cloud, options, password.Text)).BuildServiceProvider();
        var setup = services.GetRequiredService<IDatabaseSetup>();
        var isNew = await setup.RunAsync();
        Console.WriteLine($"{setup.Name} is {(isNew ? "set up" : "up to date")}.");
        if (isNew && password.IsMade)
        {
            Console.WriteLine($"The password of the user admin is {password.Text} and is not shown again.");
        }
    }
}
