using CloudStack.Engine.Sqlite;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine.Tests.Persistence;

/// <summary>Transactions on a SQLite file: one writes at a time, and whoever waits loses nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SqliteWriterTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cloudstack-writer-").FullName;
    private readonly SqliteDatabase _database;

    public SqliteWriterTests()
    {
        _database = new SqliteDatabase(Path.Combine(_folder, "cloud.db"));
    }

    [SetUp]
    public Task MigrateAsync() => _database.MigrateAsync(() => Task.CompletedTask, default);

    [Test]
    public async Task All_that_are_asked_for_at_once_are_done()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() => InsertAsync($"s{number}"))));
        Assert.That(await _database.ReadAsync(db => db.Settings.CountAsync()), Is.EqualTo(500));
    }

    [Test]
    public async Task One_that_throws_undoes_only_itself()
    {
        var (first, release) = BeginSlowly("first");
        var bad = _database.WriteAsync<int>(async db =>
        {
            await InsertAsync(db, "bad");
            throw new TimeoutException();
        });
        var last = InsertAsync("last");
        release.SetResult();
        Assert.ThrowsAsync<TimeoutException>(() => bad);
        await Task.WhenAll(first, last);
        Assert.That(await _database.ReadAsync(db => db.Settings.Select(row => row.Name).OrderBy(name => name).ToListAsync()), Is.EqualTo(new[] { "first", "last" }));
    }

    [Test]
    public async Task Each_is_done_in_the_flow_of_who_asked()
    {
        var who = new AsyncLocal<string>();
        var (first, release) = BeginSlowly("first");
        who.Value = "second";
        var second = _database.WriteAsync(_ => Task.FromResult(who.Value));
        who.Value = "third";
        var third = _database.WriteAsync(_ => Task.FromResult(who.Value));
        release.SetResult();
        await first;
        Assert.That((await second, await third), Is.EqualTo(("second", "third")));
    }

    [Test]
    public async Task Closing_ends_what_was_asked_for_and_refuses_what_comes_later()
    {
        var (first, release) = BeginSlowly("first");
        var second = InsertAsync("second");
        var closing = _database.DisposeAsync();
        release.SetResult();
        await closing;
        await Task.WhenAll(first, second);
        Assert.ThrowsAsync<ObjectDisposedException>(() => InsertAsync("late"));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A transaction that has begun, and ends when it is told to.</summary>
    private (Task Transaction, TaskCompletionSource Release) BeginSlowly(string name)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (_database.WriteAsync(async db =>
        {
            await release.Task;
            await InsertAsync(db, name);
        }), release);
    }

    private Task InsertAsync(string name) => _database.WriteAsync(db => InsertAsync(db, name));

    private static Task InsertAsync(Db db, string name) => db.InsertAsync(new SettingRow { Name = name, Value = "1" });
}
