using System.Net;
using CloudStack.Engine;
using CloudStack.Server.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CloudStack.Server.Hosting;

/// <summary>The server: the API, the engine, health and telemetry in one process.</summary>
internal static class ServerHost
{
    private const int MostRequestLine = 64 * 1024;
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var demo = args.Contains("--demo");
        var builder = ServerConfiguration.CreateBuilder([.. args.Where(arg => arg != "--demo")]);
        var options = ServerConfiguration.Read(builder.Configuration);
        if (demo)
        {
            // A demonstration leaves nothing behind, unless it is told where.
            options.Database = builder.Configuration.GetValue<string>("demo-database") ?? ServerConfiguration.InMemory;
        }
        var password = AdminPassword.For(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MostRequestLine;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddCloudStack(cloud => ServerConfiguration.Configure(cloud, options, password.Text));
        builder.Services.AddCloudStackApi(api =>
        {
            api.SessionTimeout = options.Api.SessionTimeout;
            api.IntegrationAddress = IPAddress.Parse(options.Api.IntegrationAddress);
        });
        Telemetry.Add(builder, options);

        await using var app = builder.Build();
        app.MapCloudStackApi();
        app.MapCloudStackOpenApi();
        Health.Map(app);
        try
        {
            await StartAsync(app, password);
            if (demo)
            {
                await ShowDemoAsync(app);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or CloudStackException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"The server cannot start: {exception.Message}");
            return 1;
        }
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task StartAsync(WebApplication app, AdminPassword password)
    {
        var isNew = await app.Services.GetRequiredService<IDatabaseSetup>().RunAsync();
        await app.StartAsync();
        var urls = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine($"CloudStack is serving {string.Join(", ", urls.Select(url => $"{url}/client/api"))}");
        if (isNew && password.IsMade)
        {
            Console.WriteLine($"The password of the user admin is {password.Text} and is not shown again.");
        }
    }

    /// <summary>The keys and the zone are there at once; its hosts and the rest follow while it is served.</summary>
    private static async Task ShowDemoAsync(WebApplication app)
    {
        var demo = new DemoZone(app.Services.GetRequiredService<ICloud>());
        var keys = await demo.MakeKeysAsync();
        var zone = await demo.CreateAsync();
        Console.WriteLine($"apiKey={keys.ApiKey}");
        Console.WriteLine($"secretKey={keys.SecretKey}");
        if (zone is not null)
        {
            await demo.FillAsync(zone.Id);
        }
        Console.WriteLine("The demonstration zone is ready.");
    }
}
