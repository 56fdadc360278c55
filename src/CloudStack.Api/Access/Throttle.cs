using System.Collections.Concurrent;
using CloudStack.Engine;

namespace CloudStack.Api.Access;

/// <summary>Counts the requests of each account, where the settings limit them.</summary>
internal sealed class Throttle(IApiSettings settings, TimeProvider time) : IRequestCounts
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
            foreach (var (account, old) in _windows.Where(pair => pair.Value.Left(time, length) <= TimeSpan.Zero))
            {
                _windows.TryRemove(new(account, old));
            }
        }
        var window = _windows.AddOrUpdate(user.AccountId, static (_, clock) => new(clock.Clock.GetTimestamp()),
            static (_, known, clock) => known.Left(clock.Clock, clock.Length) <= TimeSpan.Zero ? new(clock.Clock.GetTimestamp()) : known, (Clock: time, Length: length));
        if (Interlocked.Increment(ref window.Requests) > current.ThrottlingMax)
        {
            throw new CloudStackException(ErrorCode.ApiLimitExceeded,
                $"The account {user.Account} may make {current.ThrottlingMax} requests in {current.ThrottlingInterval} s, and has made them. "
                + $"Try again in {Math.Max(1, (long)window.Left(time, length).TotalMilliseconds)} ms.");
        }
    }

    public RequestCount? Find(AccountId account) =>
        _windows.TryGetValue(account, out var window) && window.Left(time, TimeSpan.FromSeconds(settings.Current.ThrottlingInterval)) is { Ticks: > 0 } left
            ? new(Volatile.Read(ref window.Requests), left) : null;

    public void Reset(AccountId? account)
    {
        if (account is { } one)
        {
            _windows.TryRemove(one, out _);
        }
        else
        {
            _windows.Clear();
        }
    }

    private sealed class Window(long start)
    {
        public int Requests;

        /// <summary>Time until it ends; zero or less when it has.</summary>
        public TimeSpan Left(TimeProvider time, TimeSpan length) => length - time.GetElapsedTime(start);
    }
}
