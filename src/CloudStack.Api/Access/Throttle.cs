using System.Collections.Concurrent;
using CloudStack.Engine;

namespace CloudStack.Api.Access;

/// <summary>Counts the requests of each account, where the settings limit them.</summary>
internal sealed class Throttle(IApiSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<AccountId, Window> _windows = new();

    /// <exception cref="CloudStackException">The account has used up its requests (429).</exception>
    public void Count(CloudUser user)
    {
        var current = settings.Current;
        if (!current.ThrottlingEnabled || user.Role == Role.Admin)
        {
            return;
        }
        var length = TimeSpan.FromSeconds(current.ThrottlingInterval);
        if (_windows.Count > current.ThrottlingCacheSize)
        {
            foreach (var (account, old) in _windows.Where(pair => pair.Value.IsOver(time, length)))
            {
                _windows.TryRemove(new(account, old));
            }
        }
        var window = _windows.AddOrUpdate(user.AccountId, static (_, clock) => new(clock.Clock.GetTimestamp()),
            static (_, known, clock) => known.IsOver(clock.Clock, clock.Length) ? new(clock.Clock.GetTimestamp()) : known, (Clock: time, Length: length));
        if (Interlocked.Increment(ref window.Requests) > current.ThrottlingMax)
        {
            throw new CloudStackException(ErrorCode.ApiLimitExceeded,
                $"The account {user.Account} may make {current.ThrottlingMax} requests in {current.ThrottlingInterval} s, and has made them. Try again later.");
        }
    }

    private sealed class Window(long start)
    {
        public int Requests;

        public bool IsOver(TimeProvider time, TimeSpan length) => time.GetElapsedTime(start) >= length;
    }
}
