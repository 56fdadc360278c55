namespace CloudStack.Engine.Tests;

/// <summary>Gives a reconciler its turn; the background loop is off in tests.</summary>
internal static class Monitors
{
    public static Task RunAsync<T>(TestCloud cloud) where T : class, IReconciler =>
        ActivatorUtilities.CreateInstance<T>(cloud.Get<IServiceProvider>()).RunAsync(CancellationToken.None);
}
