namespace CloudStack.Drivers.Simulator.Tests.State;

[TestFixture]
internal sealed class SharedWorldTests
{
    private static readonly HostEndpoint H1 = Sample.Host("h1");
    private static readonly HostEndpoint H2 = Sample.Host("h2");
    private string _state = null!;

    [SetUp]
    public void SetUp() => _state = Directory.CreateTempSubdirectory("simulator-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_state, recursive: true);

    [Test]
    public async Task What_a_killed_process_answered_is_there()
    {
        List<int> answered;
        using (var worker = new Worker(_state, "h1", 1))
        {
            answered = await worker.KillAfterAsync(500);
        }

        Assert.That(answered, Has.Count.GreaterThanOrEqualTo(500));
        await ExpectVmsAsync(answered, H1);
    }

    [Test]
    public async Task Two_processes_work_on_one_host_at_once_and_both_are_killed()
    {
        using var one = new Worker(_state, "h1", 1);
        using var two = new Worker(_state, "h1", 1_000_001);
        using var world = Open();
        var driver = new SimulatorDriver(world);
        await driver.EnsureAsync(H1, Sample.Vm(999_999_999), default);

        var answered = await Task.WhenAll(one.KillAfterAsync(500), two.KillAfterAsync(500));
        await ExpectVmsAsync([.. answered[0], .. answered[1]], H1, driver, Sample.Vm(999_999_999).Vm.Name);
    }

    [Test]
    public async Task All_kinds_of_things_are_there_after_a_restart()
    {
        var volume = new VolumeSpec { Id = VolumeId.From(new Guid("00000000-0000-0000-0000-0000000000c1")), Pool = Sample.Pool, SizeBytes = 10L << 30, Template = Sample.Template.Id };
        var spec = Sample.Vm(1) with { Disks = [new DiskSpec(volume, 0)] };
        PoolFacts pool;
        using (var world = Open())
        {
            var driver = new SimulatorDriver(world);
            await driver.EnsurePoolAsync(H1, Sample.Pool, default);
            await driver.EnsurePoolAsync(H2, Sample.Pool, default);
            await driver.EnsureTemplateAsync(H1, Sample.Pool, Sample.Template, default);
            await driver.EnsureVolumeAsync(H1, volume, default);
            await driver.EnsureAsync(H1, spec, default);
            await driver.MigrateAsync(H1, H2, spec, default);
            pool = await driver.EnsurePoolAsync(H1, Sample.Pool, default);
            world.Plan("vm:i-2-1-VM@shutdown;host:h3@drop");
        }

        using (var world = Open())
        {
            var driver = new SimulatorDriver(world);
            Assert.That(await driver.ObserveAsync(H1, default), Is.Empty);
            Assert.That(await driver.ObserveAsync(H2, default), Is.EqualTo([new VmObservation("i-2-1-VM", VmPower.Stopped) { StoppedByGuest = true }]));
            Assert.ThrowsAsync<DriverException>(() => driver.ObserveAsync(Sample.Host("h3"), default));
            Assert.That(await driver.EnsurePoolAsync(H1, Sample.Pool, default), Is.EqualTo(pool));
            Assert.That((await driver.EnsureVolumeAsync(H1, volume with { SizeBytes = 1 }, default)).SizeBytes, Is.EqualTo(10L << 30));
            await driver.EnsureAsync(H2, spec, default);
        }
    }

    [Test]
    public async Task A_world_sees_at_once_what_another_did()
    {
        using var one = Open();
        using var two = Open();
        var (first, second) = (new SimulatorDriver(one), new SimulatorDriver(two));
        for (var number = 1; number <= 20; number++)
        {
            await first.EnsureAsync(H1, Sample.Vm(number), default);
            Assert.That((await second.ObserveAsync(H1, default))[^1].Power, Is.EqualTo(VmPower.Running));
            await second.MigrateAsync(H1, H2, Sample.Vm(number), default);
            Assert.That(await first.ObserveAsync(H1, default), Is.Empty);
            await first.RemoveAsync(H2, Sample.Vm(number).Vm, default);
            Assert.That(await second.ObserveAsync(H2, default), Is.Empty);
        }
    }

    [Test]
    public async Task Worlds_agree_on_changes_that_they_made_at_once()
    {
        using var one = Open();
        using var two = Open();
        await Task.WhenAll(Task.Run(() => MountAndUnmountAsync(one)), Task.Run(() => MountAndUnmountAsync(two)));
        using var three = Open();
        var mounted = new List<bool>();
        foreach (var world in new[] { one, two, three })
        {
            await new SimulatorDriver(world).ObserveAsync(H1, default);
            mounted.Add(world.HostNamed("h1").Mounts.Count == 1);
        }

        Assert.That(mounted.Distinct().Count(), Is.EqualTo(1), string.Join(", ", mounted));

        static async Task MountAndUnmountAsync(SimulatorWorld world)
        {
            var driver = new SimulatorDriver(world);
            for (var times = 0; times < 1000; times++)
            {
                await driver.EnsurePoolAsync(H1, Sample.Pool, default);
                await driver.RemovePoolAsync(H1, Sample.Pool, default);
            }

            await driver.EnsurePoolAsync(H1, Sample.Pool, default);
        }
    }

    [Test]
    public async Task An_older_change_does_not_bring_back_what_a_later_one_removed()
    {
        using var one = Open();
        using (var two = Open())
        {
            // The world that comes later reads the removal, in the first journal, before the start, in the second.
            await new SimulatorDriver(two).EnsureAsync(H1, Sample.Vm(1), default);
            await new SimulatorDriver(one).RemoveAsync(H1, Sample.Vm(1).Vm, default);
        }

        using var three = Open();
        Assert.That(await new SimulatorDriver(three).ObserveAsync(H1, default), Is.Empty);
    }

    [Test]
    public async Task A_long_journal_is_compacted_when_the_world_is_opened_by_one_alone()
    {
        using (var world = Open())
        {
            var driver = new SimulatorDriver(world);
            for (var i = 0; i < 1000; i++)
            {
                await driver.EnsureAsync(H1, Sample.Vm(1), default);
                await driver.EnsureAsync(H1, Sample.Vm(1, VmPower.Stopped), default);
                await driver.EnsureAsync(H1, Sample.Vm(2), default);
                await driver.RemoveAsync(H1, Sample.Vm(2).Vm, default);
            }
        }

        var before = JournalBytes();
        using (var world = Open())
        {
            Assert.That(JournalBytes(), Is.LessThan(before / 100));

            // What was removed before can be made again after, here and as others see it.
            var driver = new SimulatorDriver(world);
            await driver.EnsureAsync(H1, Sample.Vm(2), default);
            Assert.That(await driver.ObserveAsync(H1, default), Has.Count.EqualTo(2));
        }

        using (var world = Open())
        {
            Assert.That((await new SimulatorDriver(world).ObserveAsync(H1, default)).Select(vm => vm.Power), Is.EqualTo([VmPower.Stopped, VmPower.Running]));
        }
    }

    [Test]
    public void A_seventeenth_process_is_told_that_there_is_no_room()
    {
        var worlds = Enumerable.Range(0, 16).Select(_ => Open()).ToList();
        try
        {
            Assert.That(Open, Throws.InstanceOf<IOException>().With.Message.Contains(_state));
        }
        finally
        {
            worlds.ForEach(world => world.Dispose());
        }
    }

    private SimulatorWorld Open() => new(new SimulatorOptions { StateDirectory = _state }, TimeProvider.System);

    private long JournalBytes() => Directory.EnumerateFiles(_state, "journal-*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private async Task ExpectVmsAsync(List<int> answered, HostEndpoint host)
    {
        using var world = Open();
        await ExpectVmsAsync(answered, host, new SimulatorDriver(world));
    }

    /// <summary>All that was answered is there, and beyond it at most what was under way.</summary>
    private static async Task ExpectVmsAsync(List<int> answered, HostEndpoint host, SimulatorDriver driver, params string[] others)
    {
        var seen = (await driver.ObserveAsync(host, default)).Select(vm => vm.Name).ToHashSet();
        var expected = answered.Where(number => number % 3 != 0).Select(number => Sample.Vm(number).Vm.Name).Concat(others).ToList();
        var gone = answered.Where(number => number % 3 == 0).Select(number => Sample.Vm(number).Vm.Name).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(expected.Where(name => !seen.Contains(name)), Is.Empty, "answered, but not there");
            Assert.That(gone.Where(seen.Contains), Is.Empty, "removed, but there");
        });
    }
}
