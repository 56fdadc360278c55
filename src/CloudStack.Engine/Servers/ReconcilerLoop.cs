using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Runs the reconcilers, each at its own interval.</summary>
internal sealed partial class ReconcilerLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loops;

    public ReconcilerLoop(IServiceProvider services, TimeProvider time, ILogger logger)
    {
        var reconcilers = Types.Select(type => (IReconciler)ActivatorUtilities.CreateInstance(services, type));
        _loops = Task.WhenAll(reconcilers.Select(reconciler => Task.Run(() => LoopAsync(reconciler, time, logger, _stopping.Token))));
    }

    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(ReconcilerLoop).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(IReconciler).IsAssignableFrom(type))];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loops;
        _stopping.Dispose();
    }

    private static async Task LoopAsync(IReconciler reconciler, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(reconciler.Interval, time, ct);
                try
                {
                    await reconciler.RunAsync(ct);
                }
                catch (Exception exception) when (!ct.IsCancellationRequested)
                {
                    LogFailed(logger, exception, reconciler.Name);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    [LoggerMessage(LogLevel.Error, "The background work '{Name}' failed; it runs again at its next turn.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name);
}
