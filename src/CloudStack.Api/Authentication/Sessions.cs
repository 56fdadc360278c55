using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CloudStack.Api.Authentication;

/// <summary>A user who has logged in.</summary>
internal sealed class Session(string id, string key, UserId user)
{
    private readonly byte[] _key = Encoding.ASCII.GetBytes(key);

    /// <summary>What the cookie holds. A secret.</summary>
    public string Id { get; } = id;

    public UserId User { get; } = user;

    /// <summary>Timestamp of the last request.</summary>
    public long LastUsed;

    public bool HasKey(string? sent) => sent is not null && CryptographicOperations.FixedTimeEquals(_key, Encoding.UTF8.GetBytes(sent));
}

/// <summary>The sessions of this server.</summary>
internal sealed class Sessions(IOptions<ApiOptions> options, TimeProvider time)
{
    private const int KeyBytes = 20, IdBytes = 32;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly TimeSpan _timeout = options.Value.SessionTimeout;
    private long _swept = time.GetTimestamp();

    public TimeSpan Timeout => _timeout;

    /// <summary>Begins a session.</summary>
    /// <returns>The session, and the key that its requests must carry.</returns>
    public (Session Session, string Key) Begin(UserId user)
    {
        Sweep();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        var session = new Session(Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes)), key, user) { LastUsed = time.GetTimestamp() };
        _sessions[session.Id] = session;
        return (session, key);
    }

    /// <summary>The session of a cookie, which lives on; null when there is none or it has ended.</summary>
    public Session? Find(string? id)
    {
        if (id is null || !_sessions.TryGetValue(id, out var session))
        {
            return null;
        }
        if (HasEnded(session))
        {
            _sessions.TryRemove(id, out _);
            return null;
        }
        Volatile.Write(ref session.LastUsed, time.GetTimestamp());
        return session;
    }

    public Session? End(string? id) => id is not null && _sessions.TryRemove(id, out var session) && !HasEnded(session) ? session : null;

    private bool HasEnded(Session session) => time.GetElapsedTime(Volatile.Read(ref session.LastUsed)) > _timeout;

    private void Sweep()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _swept)) > TimeSpan.FromMinutes(1))
        {
            Volatile.Write(ref _swept, time.GetTimestamp());
            foreach (var session in _sessions.Values.Where(HasEnded))
            {
                _sessions.TryRemove(session.Id, out _);
            }
        }
        if (_sessions.Count >= options.Value.MostSessions)
        {
            // A tenth at once, so that the next logins need not sort again.
            foreach (var session in _sessions.Values.OrderBy(session => Volatile.Read(ref session.LastUsed)).Take(1 + options.Value.MostSessions / 10))
            {
                _sessions.TryRemove(session.Id, out _);
            }
        }
    }
}
