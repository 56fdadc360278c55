using CloudStack.Drivers;
using CloudStack.Drivers.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Engine.Tests;

/// <summary>A cloud of one test: the real engine on a database of its own, with the simulator as its hypervisor and a clock that the test moves.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private TestCloud(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public ICloud Cloud => _services.GetRequiredService<ICloud>();

    public Database Database => _services.GetRequiredService<Database>();

    public FakeTimeProvider Time => (FakeTimeProvider)_services.GetRequiredService<TimeProvider>();

    /// <summary>The simulated machines: faults are planned and things made to happen here.</summary>
    public SimulatorWorld World => Get<SimulatorWorld>();

    public T Get<T>() where T : class => _services.GetRequiredService<T>();

    public static async Task<TestCloud> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabases.TakeAsync();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) });
        services.AddSingleton(provider => new SimulatorWorld(new SimulatorOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHypervisorDriver>(provider => new SimulatorDriver(provider.GetRequiredService<SimulatorWorld>()));
        services.AddCloudStack(cloud =>
        {
            database.Use(cloud);
            cloud.Configure(options => options.RunBackgroundWork = false);
        });
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<CloudEngine>().StartAsync(CancellationToken.None);
        return new(database, provider);
    }

    /// <summary>Runs a command as the root administrator.</summary>
    public Task<T> RunAsync<T>(ICommand<T> command) => Cloud.ExecuteAsync(command, Caller.Root);

    /// <summary>Runs a command as a user.</summary>
    public Task<T> RunAsync<T>(ICommand<T> command, UserId user) => Cloud.ExecuteAsync(command, Caller.For(user));

    /// <summary>Runs a command that must be refused, and returns the refusal.</summary>
    public async Task<CloudStackException> RefusedAsync<T>(ICommand<T> command, UserId? user = null)
    {
        try
        {
            await Cloud.ExecuteAsync(command, user is { } someone ? Caller.For(someone) : Caller.Root);
        }
        catch (CloudStackException exception)
        {
            return exception;
        }
        throw new AssertionException($"{command} was not refused.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.Release();
    }
}
