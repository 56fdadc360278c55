using LinqToDB.Data;

namespace CloudStack.Engine.Tests.Persistence;

/// <summary>The count of a list is right after every kind of write.</summary>
public sealed class ListCountTests
{
    [Test]
    public async Task Every_way_to_write_is_counted()
    {
        await using var cloud = await TestCloud.StartAsync();
        List<int> counts = [];
        foreach (var write in new Func<Db, Task>[]
        {
            db => db.InsertRowAsync(Group("one")),
            db => db.InsertAsync(Group("two")),
            db => db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), Enumerable.Range(0, 10).Select(number => Group($"many {number}"))),
            db => db.InstanceGroups.Where(group => group.Name == "one").Set(group => group.Removed, DateTimeOffset.UnixEpoch).UpdateAsync(),
            async db => await db.Change<InstanceGroupRow>((await db.InstanceGroups.FirstAsync(group => group.Name == "two")).Id).Set(group => group.Removed, DateTimeOffset.UnixEpoch).UpdateAsync(),
            db => db.InstanceGroups.Where(group => group.Name == "many 0").DeleteAsync(),
            db => db.InstanceGroups.DeleteAsync(),
        })
        {
            await CountAsync(cloud.Database);
            await cloud.Database.WriteAsync(write);
            counts.Add(await CountAsync(cloud.Database));
        }

        Assert.That(counts, Is.EqualTo(new[] { 1, 2, 12, 11, 10, 9, 0 }));
    }

    [Test]
    public async Task What_was_undone_is_not_counted()
    {
        await using var cloud = await TestCloud.StartAsync();
        await CountAsync(cloud.Database);

        Assert.ThrowsAsync<InvalidOperationException>(() => cloud.Database.WriteAsync(async db =>
        {
            await db.InsertRowAsync(Group("lost"));
            throw new InvalidOperationException();
        }));

        Assert.That(await CountAsync(cloud.Database), Is.Zero);
    }

    [Test]
    public async Task A_transaction_counts_what_it_has_written()
    {
        await using var cloud = await TestCloud.StartAsync();
        await CountAsync(cloud.Database);

        var counted = await cloud.Database.WriteAsync(async db =>
        {
            await db.InsertRowAsync(Group("new"));
            return await Counted(db).CountAsync(default);
        });

        Assert.That(counted, Is.EqualTo(1));
    }

    [Test]
    public async Task A_full_page_has_the_count_of_what_was_made_a_moment_ago()
    {
        await using var cloud = await TestCloud.StartAsync();
        List<int> counts = [];
        for (var number = 0; number < 3; number++)
        {
            await cloud.RunAsync(new CreateDomain($"domain-{number}"));
            counts.Add((await cloud.RunAsync(new ListDomains { ListAll = true, Page = 1, PageSize = 1 })).Count);
        }

        Assert.That(counts, Is.EqualTo(new[] { counts[0], counts[0] + 1, counts[0] + 2 }));
    }

    [Test]
    public async Task What_another_server_writes_is_counted()
    {
        var database = await TestDatabases.TakeAsync();
        await using (var first = await SchemaTests.StartAsync(database.Use))
        {
            // A database that is not shared has one server, which is then both.
            await using var second = first.GetRequiredService<Database>().IsShared ? await SchemaTests.StartAsync(database.Use) : null;
            var (mine, theirs) = (first.GetRequiredService<ICloud>(), (second ?? first).GetRequiredService<ICloud>());
            var before = await CountAsync(mine);
            await theirs.ExecuteAsync(new CreateDomain("theirs"), Caller.Root);
            var after = await CountAsync(mine);
            await mine.ExecuteAsync(new CreateDomain("mine"), Caller.Root);

            Assert.That((after, await CountAsync(theirs)), Is.EqualTo((before + 1, before + 2)));
        }
        await database.Release();

        static async Task<int> CountAsync(ICloud cloud) => (await cloud.ExecuteAsync(new ListDomains { ListAll = true, Page = 1, PageSize = 1 }, Caller.Root)).Count;
    }

    [Test]
    public async Task Counts_hold_while_others_write()
    {
        await using var cloud = await TestCloud.StartAsync();
        var written = 0;
        var wrong = new System.Collections.Concurrent.ConcurrentBag<(int Before, int Counted)>();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
            {
                await cloud.Database.WriteAsync(db => db.InsertRowAsync(Group($"group {number}")));
                Interlocked.Increment(ref written);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!writing.IsCompleted)
            {
                // Whoever asks after a write was answered sees it, and nobody sees more than was begun.
                var before = Volatile.Read(ref written);
                var counted = await CountAsync(cloud.Database);
                if (counted < before || counted > Volatile.Read(ref written) + 1)
                {
                    wrong.Add((before, counted));
                }
            }
        })));
        await writing;

        Assert.That((wrong, await CountAsync(cloud.Database)), Is.EqualTo((Array.Empty<(int, int)>(), 100)));
    }

    private static InstanceGroupRow Group(string name) => new()
    {
        Uuid = Guid.NewGuid(), AccountId = Identity.AdminAccountId, DomainId = Identity.RootDomainId, Name = name, Created = DateTimeOffset.UnixEpoch,
    };

    private static Task<int> CountAsync(Database database) => database.ReadAsync(db => Counted(db).CountAsync(default));

    private static ShapedQuery<InstanceGroupRow> Counted(Db db) => new(db.InstanceGroups.Where(group => group.Removed.IsNotSet()));
}
