using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

/// <summary>The cloud in this process: starts with the first command, stops with the service provider.</summary>
internal sealed partial class CloudEngine(
    IServiceProvider services, Database database, Dispatcher dispatcher, JobRunner jobs, ServerRegistry server, SettingsStore settings, SecretBox secrets,
    PlacementPolicy policy, PlacementLog decisions,
    TimeProvider time, IIdSource ids, IOptions<CloudOptions> options, ILogger<CloudEngine> logger) : ICloud, IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _startGate = new(1);
    private volatile bool _started;
    private bool? _isNew;
    private ReconcilerLoop? _reconcilers;
    private bool _disposed;

    public async Task<TResult> ExecuteAsync<TResult>(ICommand<TResult> command, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await StartAsync(cancellationToken);
        return await dispatcher.ExecuteAsync(command, caller, cancellationToken);
    }

    public async Task<StartedJob> StartAsync(ICommand command, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await StartAsync(cancellationToken);
        return await dispatcher.StartAsync(command, caller, cancellationToken);
    }

    public async Task<TResult> WaitAsync<TResult>(JobId job, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await StartAsync(cancellationToken);
        await dispatcher.ExecuteAsync(new QueryAsyncJobResult(job), caller, cancellationToken);
        return (TResult)await jobs.WaitAsync(job.Value, typeof(TResult), cancellationToken);
    }

    /// <summary>Starts the cloud; a second call finds it started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            return;
        }
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _startGate.WaitAsync(cancellationToken);
        try
        {
            if (_started)
            {
                return;
            }
            await MigrateAsync(cancellationToken);
            await RefreshSettingsAsync(cancellationToken);
            await policy.LoadGuestLimitsAsync(cancellationToken);
            await server.JoinAsync(cancellationToken);
            _started = true;
            jobs.Resume(await server.TakeOverAsync(cancellationToken));
            if (options.Value.RunBackgroundWork)
            {
                _reconcilers = new ReconcilerLoop(services, time, logger);
            }
        }
        finally
        {
            _startGate.Release();
        }
    }

    /// <summary>Brings the database up to date without starting the cloud.</summary>
    /// <returns>Whether it is a new cloud.</returns>
    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _startGate.WaitAsync(cancellationToken);
        try
        {
            return await MigrateAsync(cancellationToken);
        }
        finally
        {
            _startGate.Release();
        }
    }

    private async Task<bool> MigrateAsync(CancellationToken ct)
    {
        if (_isNew is { } known)
        {
            return known;
        }
        var isNew = false;
        await database.MigrateAsync(async () =>
        {
            await secrets.OpenAsync(database, ct);
            var password = options.Value.AdminPassword is { } given ? PasswordHash.Create(given, options.Value.AcceptMd5Passwords) : PasswordHash.Unusable;
            var region = options.Value.RegionId ?? 1;
            if (region < 1)
            {
                throw new InvalidOperationException($"The region cannot be {region}; regions are numbered from 1.");
            }
            isNew = await database.WriteAsync(db => new CloudDefaults(ids, time, secrets).SeedAsync(db, password, region, ct), ct);
        }, ct);
        await CheckRegionAsync(ct);
        _isNew = isNew;
        return isNew;
    }

    /// <summary>The number of a region is in use elsewhere, so that it cannot become another later.</summary>
    private async Task CheckRegionAsync(CancellationToken ct)
    {
        if (options.Value.RegionId is { } asked
            && await database.ReadAsync(db => db.Regions.Where(row => row.IsOwn).Select(row => row.Number).FirstAsync(ct), ct) is var own && own != asked)
        {
            throw new InvalidOperationException($"This cloud is region {own} and cannot become region {asked}. A new cloud can be set up as region {asked}.");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public Task RefreshSettingsAsync(CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await settings.RefreshAsync(db);
            return true;
        }, ct);

    /// <summary>Another server has taken this one for dead: it has our jobs, and we go on as a new member.</summary>
    public Task RejoinAsync(CancellationToken ct) => server.JoinAsync(ct);

    private async Task FlushDecisionsAsync()
    {
        try
        {
            await decisions.FlushAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogDecisionsLost(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The last placement decisions could not be written to the decision log.")]
    private static partial void LogDecisionsLost(ILogger logger, Exception exception);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        if (!_started)
        {
            return;
        }
        if (_reconcilers is not null)
        {
            await _reconcilers.DisposeAsync();
        }
        await jobs.DisposeAsync();
        await FlushDecisionsAsync();
        await server.LeaveAsync();
    }
}
