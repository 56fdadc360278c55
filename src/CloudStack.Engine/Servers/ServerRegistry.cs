using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

/// <summary>
/// This management server among the others. Each beats in the database; one whose beat stands still is declared down by the first to notice, who takes
/// its jobs over under a higher fencing number. Beats are compared with this server's own clock, so that clocks need not agree.
/// </summary>
internal sealed partial class ServerRegistry(Database database, TimeProvider time, IIdSource ids, IOptions<CloudOptions> options, ILogger<ServerRegistry> logger)
{
    private readonly Dictionary<long, (DateTimeOffset Beat, long SeenAt)> _peers = [];

    /// <summary>This server's number in the database.</summary>
    public long Id { get; private set; }

    /// <summary>Joins, and where nobody else can be alive declares all others down.</summary>
    public async Task JoinAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var row = New(now, "Up");
        await database.WriteAsync(async db =>
        {
            if (row.Address is null && await db.ManagementServers.Where(other => other.Name == row.Name && other.Address != null)
                .OrderByDescending(other => other.Id).FirstOrDefaultAsync() is { } before)
            {
                (row.MsId, row.Address) = (before.MsId, before.Address);
            }
            if (!database.IsShared)
            {
                await db.ManagementServers.Where(peer => peer.State == "Up").Set(peer => peer.State, "Down").Set(peer => peer.Stopped, now).UpdateAsync();
            }
            await db.InsertRowAsync(row);
        }, ct);
        Id = row.Id;
    }

    /// <summary>Keeps what this machine's servers are to be known by, where that was said, for when one joins.</summary>
    public async Task NoteAsync(CancellationToken ct)
    {
        if (options.Value.ManagementServer is null)
        {
            return;
        }
        var now = time.GetUtcNow();
        var row = New(now, "Down");
        row.Stopped = now;
        await database.WriteAsync(async db =>
        {
            var last = await db.ManagementServers.Where(other => other.Name == row.Name && other.Address != null)
                .OrderByDescending(other => other.Id).FirstOrDefaultAsync();
            if (last?.Address != row.Address)
            {
                await db.InsertRowAsync(row);
            }
        }, ct);
    }

    /// <summary>Beats once, and looks for peers that have stopped beating for <paramref name="threshold"/>.</summary>
    /// <returns>False when another server has declared this one down: whatever runs here has lost its jobs.</returns>
    public async Task<bool> BeatAsync(TimeSpan threshold, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var alive = await database.WriteAsync(db =>
            db.ManagementServers.Where(row => row.Id == Id && row.State == "Up").Set(row => row.LastBeat, now).UpdateAsync(), ct);
        if (alive == 0)
        {
            return false;
        }
        if (database.IsShared)
        {
            await BuryDeadPeersAsync(threshold, ct);
        }
        return true;
    }

    /// <summary>Leaves, so that the others need not wait to take over.</summary>
    public Task LeaveAsync() => database.WriteAsync(db =>
        db.ManagementServers.Where(row => row.Id == Id).Set(row => row.State, "Down").Set(row => row.Stopped, time.GetUtcNow()).UpdateAsync());

    /// <summary>Jobs of servers that are down become this server's.</summary>
    public Task<List<JobRow>> TakeOverAsync(CancellationToken ct) => database.WriteAsync(async db =>
    {
        var orphans = await (from job in db.Jobs
                             join server in db.ManagementServers on job.ServerId equals server.Id
                             where job.Status == JobStatus.InProgress && server.State == "Down"
                             orderby job.Id
                             select new { job.Id, job.ServerId, job.Fence }).ToListAsync();
        List<JobRow> taken = [];
        foreach (var job in orphans)
        {
            // Fencing: from here on, whatever the old server still tries to write for this job changes no row.
            var changed = await db.Jobs.Where(row => row.Id == job.Id && row.ServerId == job.ServerId && row.Fence == job.Fence)
                .Set(row => row.ServerId, Id)
                .Set(row => row.Fence, row => row.Fence + 1)
                .UpdateAsync();
            if (changed == 1)
            {
                // Read only now: a server that is slow and not dead may have taken a step just before.
                taken.Add(await db.GetAsync<JobRow>(job.Id));
            }
        }
        return taken;
    }, ct);

    private ManagementServerRow New(DateTimeOffset now, string state) => new()
    {
        Uuid = ids.NewGuid(),
        MsId = options.Value.ManagementServer is { } known ? ServerNumber.Of(known) : Environment.ProcessId,
        Address = options.Value.ManagementServer,
        Name = Environment.MachineName,
        RunId = now.ToUnixTimeMilliseconds(),
        Version = typeof(ServerRegistry).Assembly.GetName().Version?.ToString(3) ?? "",
        State = state,
        Started = now,
        LastBeat = now,
    };

    private async Task BuryDeadPeersAsync(TimeSpan threshold, CancellationToken ct)
    {
        var peers = await database.ReadAsync(db => db.ManagementServers.Where(row => row.State == "Up" && row.Id != Id).ToListAsync(ct), ct);
        var here = time.GetTimestamp();
        foreach (var peer in peers)
        {
            if (!_peers.TryGetValue(peer.Id, out var seen) || seen.Beat != peer.LastBeat)
            {
                _peers[peer.Id] = (peer.LastBeat, here);
            }
            else if (time.GetElapsedTime(seen.SeenAt, here) >= threshold)
            {
                var beat = peer.LastBeat;
                var buried = await database.WriteAsync(db => db.ManagementServers.Where(row => row.Id == peer.Id && row.State == "Up" && row.LastBeat == beat)
                    .Set(row => row.State, "Down").Set(row => row.Stopped, time.GetUtcNow()).UpdateAsync(), ct);
                _peers.Remove(peer.Id);
                if (buried == 1)
                {
                    LogPeerDown(peer.Id, peer.Name);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The management server {Server} on {Name} has stopped beating; its jobs are taken over.")]
    private partial void LogPeerDown(long server, string name);
}
