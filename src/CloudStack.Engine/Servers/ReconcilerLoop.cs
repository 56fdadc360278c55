using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Runs the reconcilers, each at its own interval.</summary>
internal sealed partial class ReconcilerLoop : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

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
                await WaitForTurnAsync(reconciler, time, ct);
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

    /// <summary>Looks at the interval every now and then, because a setting that makes it shorter counts at once, not after a day.</summary>
    private static async Task WaitForTurnAsync(IReconciler reconciler, TimeProvider time, CancellationToken ct)
    {
        var waited = TimeSpan.Zero;
        while (reconciler.Interval - waited is { Ticks: > 0 } left)
        {
            var pause = left < LongestPause ? left : LongestPause;
            await Task.Delay(pause, time, ct);
            waited += pause;
        }
    }

    [LoggerMessage(LogLevel.Error, "The background work '{Name}' failed; it runs again at its next turn.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name);
}
