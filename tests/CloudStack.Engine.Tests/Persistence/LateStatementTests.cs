using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine.Tests.Persistence;

/// <summary>What a transaction writes without waiting for the answer, on both databases.</summary>
public sealed class LateStatementTests
{
    [Test]
    public async Task What_was_not_waited_for_is_read_by_what_comes_after_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var read = await cloud.Database.WriteAsync(async db =>
        {
            await db.SendAsync("insert into zone_detail (zone_id, name, value) values (@zone, 'late', 'one')", DataParameter.Int64("zone", 0));
            await db.ExpectAsync(1, "update zone_detail set value = 'two' where zone_id = 0 and name = 'late'");
            return await db.ZoneDetails.Where(row => row.ZoneId == 0).Select(row => row.Value).ToListAsync();
        });
        Assert.That(read, Is.EqualTo(new[] { "two" }));
    }

    [Test]
    public async Task A_body_sees_the_true_number_where_it_is_not_the_expected_one()
    {
        await using var cloud = await TestCloud.StartAsync();
        var (changed, written) = await cloud.Database.WriteAsync(async db =>
        {
            await db.SendAsync("insert into zone_detail (zone_id, name, value) values (0, 'once', 'x')");
            var count = await db.ExpectAsync(1, "update zone_detail set value = 'y' where zone_id = 0 and name = 'nobody'");
            if (count == 0)
            {
                await db.SendAsync("insert into zone_detail (zone_id, name, value) values (0, 'nobody', 'z')");
            }
            return (count, await db.ZoneDetails.CountAsync(row => row.ZoneId == 0));
        });
        Assert.That((changed, written), Is.EqualTo((0, 2)), "what the first attempt wrote is undone");
    }

    [Test]
    public async Task An_error_of_the_body_undoes_what_was_not_waited_for()
    {
        await using var cloud = await TestCloud.StartAsync();
        Assert.ThrowsAsync<FormatException>(() => cloud.Database.WriteAsync(async db =>
        {
            await db.SendAsync("insert into zone_detail (zone_id, name, value) values (0, 'gone', 'x')");
            throw new FormatException();
        }));
        Assert.That(await cloud.Database.ReadAsync(db => db.ZoneDetails.CountAsync(row => row.ZoneId == 0)), Is.Zero);
    }

    [Test]
    public async Task Rows_have_their_numbers_after_the_commit_and_refer_to_each_other()
    {
        await using var cloud = await TestCloud.StartAsync();
        var (first, second, job) = (Event("first"), Event("second"), NewJob());
        await cloud.Database.WriteAsync(async db =>
        {
            await db.InsertLateAsync(first);
            await db.InsertLateAsync(second, (nameof(EventRow.StartId), first));
            await db.InsertLateAsync(job, (nameof(JobRow.StartEventId), second));
            await db.SendAsync("insert into job_lock (name, job_id) values ('vm:test', @job)", new DataParameter("job", job));
        });
        var (read, started, holder) = await cloud.Database.ReadAsync(async db => (
            await db.GetAsync<EventRow>(second.Id), await db.GetAsync<JobRow>(job.Id), await db.JobLocks.FirstAsync(row => row.Name == "vm:test")));
        Assert.Multiple(() =>
        {
            Assert.That(first.Id, Is.Positive.And.Not.EqualTo(second.Id));
            Assert.That((read.Description, read.StartId), Is.EqualTo(("second", (long?)first.Id)));
            Assert.That(started.StartEventId, Is.EqualTo(second.Id));
            Assert.That(holder.JobId, Is.EqualTo(job.Id));
        });
    }

    [Test]
    public async Task A_statement_that_comes_with_the_commit_undoes_all_when_its_claim_is_lost()
    {
        await using var cloud = await TestCloud.StartAsync();
        Assert.ThrowsAsync<ClaimLostException>(() => cloud.Database.WriteAsync(async db =>
        {
            await db.InsertLateAsync(Event("lost"));
            db.AtCommit("update zone_detail set value = 'x' where zone_id = @zone", 1, DataParameter.Int64("zone", -5));
        }));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Description == "lost")), Is.Zero);
    }

    [Test]
    public async Task Many_rows_at_once_are_part_of_the_transaction_that_they_begin()
    {
        await using var cloud = await TestCloud.StartAsync();
        Assert.ThrowsAsync<FormatException>(() => cloud.Database.WriteAsync(async db =>
        {
            await db.ZoneDetails.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows),
                Enumerable.Range(0, 3).Select(number => new ZoneDetailRow { ZoneId = 0, Name = $"n{number}", Value = "x" }));
            throw new FormatException();
        }));
        Assert.That(await cloud.Database.ReadAsync(db => db.ZoneDetails.CountAsync(row => row.ZoneId == 0)), Is.Zero);
    }

    private static EventRow Event(string description) => new()
    {
        Uuid = Guid.NewGuid(), Type = EventType.VmStart, State = EventState.Completed, Level = EventLevel.Info, Description = description,
        UserId = 2, AccountId = 2, DomainId = 1, Created = DateTimeOffset.UnixEpoch,
    };

    private static JobRow NewJob() => new()
    {
        Uuid = Guid.NewGuid(), Command = "startVirtualMachine", Arguments = "{}", UserId = 2, AccountId = 2, Status = JobStatus.Succeeded, Saga = "startVirtualMachine",
        Phase = SagaPhase.Done, ServerId = 1, Fence = 1, Created = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UnixEpoch,
    };
}
