namespace CloudStack.Engine;

/// <summary>When work on image stores that failed is tried again.</summary>
internal static class Retries
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>10, 20, 40 seconds and so on, up to 10 minutes.</summary>
    /// <param name="attempts">How often it has failed.</param>
    public static TimeSpan DelayAfter(int attempts)
    {
        var delay = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10)));
        return delay < Longest ? delay : Longest;
    }
}
