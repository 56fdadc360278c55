namespace CloudStack.Engine.Tests.Persistence;

/// <summary>What lists have read is used again exactly as long as it is what they would read.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeptReadsTests
{
    private readonly KeptReads _kept = new();
    private readonly object _query = new();
    private int _reads;

    [Test]
    public async Task What_was_read_is_used_again() =>
        Assert.That((await ReadAsync(), await ReadAsync(), _reads), Is.EqualTo((1, 1, 1)));

    [Test]
    public async Task Other_values_are_another_question() =>
        Assert.That((await ReadAsync(value: 1), await ReadAsync(value: 2), await ReadAsync(value: 1)), Is.EqualTo((1, 2, 1)));

    [Test]
    public async Task A_commit_that_changes_a_table_of_the_query_makes_it_read_again()
    {
        await ReadAsync();
        Commit("vm");
        Assert.That(await ReadAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_commit_of_another_table_changes_nothing()
    {
        await ReadAsync();
        Commit("job");
        Assert.That(await ReadAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task While_a_commit_is_under_way_everyone_reads()
    {
        await ReadAsync();
        _kept.Begin(["vm"]);
        Assert.That((await ReadAsync(), await ReadAsync()), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task A_reading_that_began_before_a_commit_leaves_nothing_to_those_after_it()
    {
        var before = _kept.Ended;
        Commit("vm");
        await ReadAsync(since: before);
        Assert.That(await ReadAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_reading_that_began_before_a_commit_uses_nothing_from_after_it()
    {
        var before = _kept.Ended;
        Commit("vm");
        await ReadAsync();
        Assert.That(await ReadAsync(since: before), Is.EqualTo(2));
    }

    [Test]
    public async Task A_long_list_is_not_kept()
    {
        Task<List<int>> LongAsync() => _kept.GetAsync(_query, [], _kept.Ended, () => Task.FromResult((Enumerable.Repeat(++_reads, 2000).ToList(), "from [vm]")));
        await LongAsync();
        Assert.That((await LongAsync())[0], Is.EqualTo(2));
    }

    [Test]
    public async Task Who_would_read_the_same_at_the_same_time_waits_for_the_one_reading()
    {
        var (first, second, end) = await TwoReadingsAsync();
        end.SetResult(7);
        Assert.That((await first, await second, _reads), Is.EqualTo((7, 7, 1)));
    }

    [Test]
    public async Task A_reading_that_fails_leaves_each_to_read_for_itself()
    {
        var (first, second, end) = await TwoReadingsAsync();
        end.SetException(new TimeoutException());
        Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.That(await second, Is.EqualTo(2));
    }

    [Test]
    public async Task Who_comes_after_a_commit_does_not_wait_for_a_reading_from_before_it()
    {
        var (first, _, end) = await TwoReadingsAsync();
        Commit("vm");
        Assert.That(await ReadAsync(), Is.EqualTo(2));
        end.SetResult(7);
        Assert.That(await first, Is.EqualTo(7));
    }

    /// <summary>Two of the same question, the first of which has begun to read, after a commit.</summary>
    private async Task<(Task<int> First, Task<int> Second, TaskCompletionSource<int> End)> TwoReadingsAsync()
    {
        await ReadAsync();
        Commit("vm");
        _reads = 1;
        var end = new TaskCompletionSource<int>();
        var first = _kept.GetAsync(_query, [0], _kept.Ended, async () => (await end.Task, "from [vm]"));
        return (first, ReadAsync(), end);
    }

    private void Commit(string table)
    {
        _kept.Begin([table]);
        _kept.End();
    }

    private Task<int> ReadAsync(int value = 0, long? since = null) =>
        _kept.GetAsync(_query, [value], since ?? _kept.Ended, () => Task.FromResult((++_reads, "select count(*) from [vm] [vm_1]")));
}
