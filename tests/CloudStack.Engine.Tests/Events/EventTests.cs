using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Events;

public sealed class EventTests
{
    [Test]
    public async Task Events_are_listed_newest_first_and_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        await cloud.RunAsync(new CreateDomain("one"));
        var between = cloud.Time.GetUtcNow();
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        await cloud.RunAsync(new CreateDomain("two"));
        await cloud.RefusedAsync(new CreateDomain("two"));

        Assert.That((await cloud.RunAsync(new ListEvents { Level = "INFO" })).Select(row => row.Description), Is.EqualTo(new[]
        {
            "Successfully created the domain two", "Successfully created the domain one",
        }));
        Assert.That(await cloud.RunAsync(new ListEvents { Level = "ERROR" }), Has.Count.EqualTo(1));
        Assert.That(await cloud.RunAsync(new ListEvents { StartDate = between }), Has.Count.EqualTo(2));
        Assert.That(await cloud.RunAsync(new ListEvents { EndDate = between }), Has.Count.EqualTo(1));
        Assert.That(await cloud.RunAsync(new ListEvents { Type = EventType.DomainCreate, Keyword = "domain one" }), Has.Count.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListEvents { Page = 2, PageSize = 2 })).Count, Is.EqualTo(3));
        Assert.That((await cloud.RefusedAsync(new ListEvents { Level = "loud" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task Actions_that_do_not_end_are_found_by_their_age()
    {
        await using var cloud = await TestCloud.StartAsync();
        var log = cloud.Get<EventLog>();
        foreach (var ends in new[] { true, false })
        {
            var start = await cloud.Database.WriteAsync(db => log.AddAsync(db, EventType.VmStart, EventState.Scheduled, EventLevel.Info, "scheduled", 2, 2, 1));
            await cloud.Database.WriteAsync(async db =>
            {
                await log.AddAsync(db, EventType.VmStart, EventState.Started, EventLevel.Info, ends ? "quick" : "slow", 2, 2, 1, start.Id);
                if (ends)
                {
                    await log.AddAsync(db, EventType.VmStart, EventState.Completed, EventLevel.Info, "done", 2, 2, 1, start.Id);
                }
            });
        }
        cloud.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await cloud.RunAsync(new ListEvents { EntryTime = 600, Duration = 60 })).Select(row => row.Description), Is.EqualTo(new[] { "slow" }));
        Assert.That(await cloud.RunAsync(new ListEvents { EntryTime = 600, Duration = 300 }), Is.Empty);
        Assert.That((await cloud.RefusedAsync(new ListEvents { EntryTime = 600 })).Message, Does.Contain("duration"));
    }

    [Test]
    public async Task Old_events_are_purged()
    {
        await using var cloud = await TestCloud.StartAsync();
        await cloud.RunAsync(new CreateDomain("one"));
        cloud.Time.Advance(TimeSpan.FromDays(14));
        await cloud.RunAsync(new CreateDomain("two"));
        cloud.Time.Advance(TimeSpan.FromDays(2));

        await ActivatorUtilities.CreateInstance<EventPurge>(cloud.Get<IServiceProvider>()).RunAsync(CancellationToken.None);

        Assert.That((await cloud.RunAsync(new ListEvents())).Select(row => row.Description), Is.EqualTo(new[] { "Successfully created the domain two" }));
    }

    [Test]
    public async Task Every_type_is_listed_and_names_become_words()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RunAsync(new ListEventTypes())).Select(kind => kind.Name), Does.Contain("VM.CREATE").And.Contain("DOMAIN.DELETE"));
        Assert.That(EventLog.Phrase("registerSSHKeyPair"), Is.EqualTo("register ssh key pair"));
        Assert.That(EventLog.Phrase("createZone"), Is.EqualTo("create zone"));
    }

    [Test]
    public async Task Alerts_are_listed_latest_first_and_counted_up()
    {
        await using var cloud = await TestCloud.StartAsync();
        var log = cloud.Get<AlertLog>();
        foreach (var subject in new[] { "host 1 is down", "host 2 is down", "host 1 is down" })
        {
            await cloud.Database.WriteAsync(db => log.AddAsync(db, AlertLog.Host, subject));
        }

        var alerts = await cloud.RunAsync(new ListAlerts { Type = "6" });

        Assert.That(alerts.Select(alert => alert.Description), Is.EqualTo(new[] { "host 1 is down", "host 2 is down" }));
        Assert.That(await cloud.RunAsync(new ListAlerts { Keyword = "host 2" }), Has.Count.EqualTo(1));
        Assert.That(await cloud.RunAsync(new ListAlerts { Type = "7" }), Is.Empty);
        Assert.That((await cloud.RefusedAsync(new ListAlerts { Type = "x" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }
}
