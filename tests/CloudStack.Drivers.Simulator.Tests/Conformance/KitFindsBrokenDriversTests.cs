using CloudStack.Testing;

namespace CloudStack.Drivers.Simulator.Tests.Conformance;

[TestFixture]
internal sealed class KitFindsBrokenDriversTests
{
    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case(driver => new EnsureDuplicates(driver), "HypervisorDriver.A_second_ensure_leaves_one_vm", "host h1 has 2 VMs named");
        yield return Case(driver => new RemoveThrowsOnAbsent(driver), "HypervisorDriver.A_remove_of_an_absent_vm_counts_as_done", "No VM i-2-");
        yield return Case(driver => new StopIsForgotten(driver), "HypervisorDriver.A_vm_stops_and_starts_again", "is Running instead of Stopped");
        yield return Case(driver => new ThrowsOtherErrors(driver), "HypervisorDriver.An_unreachable_host_is_named_and_nothing_was_done", "threw IOException instead of DriverException");
        yield return Case(driver => new KeepsTheHostToItself(driver), "HypervisorDriver.An_unreachable_host_is_named_and_nothing_was_done", "does not name host nowhere");
        yield return Case(driver => new IgnoresCancellation(driver), "HypervisorDriver.A_cancelled_token_does_nothing", "with a cancelled token succeeded");
        yield return Case(driver => new ListsForeignVms(driver), "HypervisorDriver.Only_names_of_the_cloud_are_observed", "lists 'someones-desktop'");
        yield return Case(driver => new ForgetsWhoStopped(driver), "HypervisorDriver.A_guest_that_switched_itself_off_is_told_apart", "StoppedByGuest = False");
        yield return Case(driver => new CallsALostAnswerNotApplied(driver), "HypervisorDriver.A_lost_answer_is_not_called_not_applied", "failed as NotApplied, but VM");
        yield return Case(driver => new StartsOneAtATime(driver), "HypervisorDriver.Many_vms_start_at_once", "Host h1 is busy");
        yield return Case(driver => new TripsOverOddTexts(driver), "HypervisorDriver.Odd_texts_change_nothing_else", "XmlException");
        yield return Case(driver => new MigrateCopies(driver), "LiveMigration.A_vm_moves", "on host h1 is Running instead of Stopped");
        yield return Case(driver => new AttachTwiceThrows(driver), "NicHotPlug.A_second_attach_leaves_one_nic", "already");
        yield return Case(driver => new OverwritesVolumes(driver), "HostStorage.A_volume_that_exists_is_kept", "the volume was");

        static TestCaseData Case(Func<SimulatorDriver, IHypervisorDriver> broken, string check, string seen) =>
            new TestCaseData(broken, check, seen).SetName($"A_broken_driver_fails_{check.Replace('.', '_')}({seen})");
    }

    [TestCaseSource(nameof(Broken))]
    public async Task A_broken_driver_fails_its_check(Func<SimulatorDriver, IHypervisorDriver> broken, string check, string seen)
    {
        await using var harness = new BrokenHarness(broken);
        var error = await FailureAsync(harness, check);
        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Not.Null, "the check passed");
            Assert.That(error, Does.StartWith(check + " failed: ").And.Contain(seen).And.Contain("Rule: "));
        });
    }

    [Test]
    public async Task An_unbroken_driver_passes_the_same_checks()
    {
        await using var harness = new BrokenHarness(driver => new BrokenDriver(driver));
        foreach (var check in ConformanceSuites.ChecksFor(harness))
        {
            Assert.That(await FailureAsync(harness, check.FullName), Is.Null);
        }
    }

    [Test]
    public void Every_facet_of_the_contract_has_a_suite() => Assert.That(ConformanceSuites.FindFacetsWithoutSuite(), Is.Empty);

    [Test]
    public void Names_of_checks_are_unique() =>
        Assert.That(ConformanceSuites.All.SelectMany(suite => suite.Checks).Select(check => check.FullName), Is.Unique);

    [Test]
    public void Only_suites_of_implemented_facets_apply()
    {
        using var world = new SimulatorWorld(new SimulatorOptions(), TimeProvider.System);
        var suites = ConformanceSuites.For(new MigrateCopies(new SimulatorDriver(world)));
        Assert.That(suites.Select(suite => suite.Name), Is.EquivalentTo(["HypervisorDriver", "LiveMigration"]));
    }

    [Test]
    public async Task A_missing_hook_is_a_gap_unless_exempted_with_a_reason()
    {
        await using var without = new BrokenHarness(driver => new BrokenDriver(driver), hooks: null);
        Assert.That(ConformanceSuites.FindGaps(without), Has.Some.Contains("A_foreign_vm_is_left_out cannot run: the harness has no hooks PlantForeignVm"));

        await using var exempted = new BrokenHarness(driver => new BrokenDriver(driver), hooks: null, new Dictionary<string, string> { ["HypervisorDriver"] = "tried by hand" });
        Assert.That(ConformanceSuites.FindGaps(exempted), Is.Empty);

        await using var silent = new BrokenHarness(driver => new BrokenDriver(driver), hooks: null, new Dictionary<string, string> { ["HypervisorDriver"] = " " });
        Assert.That(ConformanceSuites.FindGaps(silent), Has.Some.Contains("gives no reason"));

        await using var misspelt = new BrokenHarness(driver => new BrokenDriver(driver), hooks: null, new Dictionary<string, string> { ["Hypervisor"] = "tried by hand" });
        Assert.That(ConformanceSuites.FindGaps(misspelt), Has.Some.Contains("names no check"));
    }

    [Test]
    public async Task A_check_that_cannot_run_fails_instead_of_passing()
    {
        await using var harness = new BrokenHarness(driver => new BrokenDriver(driver), hooks: null);
        Assert.That(await FailureAsync(harness, "HypervisorDriver.A_killed_vm_starts_again"), Does.Contain("the harness has no hook KillVm"));
    }

    [Test]
    public async Task A_call_that_hangs_fails_the_check()
    {
        await using var harness = new BrokenHarness(driver => new BrokenDriver(driver)) { CallTimeout = TimeSpan.FromMilliseconds(50) };
        harness.World.Plan("ensure:hang");
        Assert.That(await FailureAsync(harness, "HypervisorDriver.A_vm_starts_and_is_observed"), Does.Contain("EnsureAsync took longer than 00:00:00.05"));
    }

    private static async Task<string?> FailureAsync(IHypervisorHarness harness, string checkName)
    {
        var check = ConformanceSuites.ChecksFor(harness).Single(each => each.FullName == checkName);
        try
        {
            await check.RunAsync(harness, CancellationToken.None);
            return null;
        }
        catch (ConformanceException e)
        {
            return e.Message;
        }
    }

    private sealed class BrokenHarness : SimulatorHarness, IHypervisorHarness
    {
        private readonly IHypervisorDriver _broken;
        private readonly IReadOnlyDictionary<string, string> _exemptions;
        private readonly bool _hasHooks;

        public BrokenHarness(Func<SimulatorDriver, IHypervisorDriver> broken)
        {
            (_broken, _exemptions, _hasHooks) = (broken(new SimulatorDriver(World)), new Dictionary<string, string>(), true);
        }

        public BrokenHarness(Func<SimulatorDriver, IHypervisorDriver> broken, HypervisorHooks? hooks, IReadOnlyDictionary<string, string>? exemptions = null)
        {
            (_broken, _exemptions, _hasHooks) = (broken(new SimulatorDriver(World)), exemptions ?? new Dictionary<string, string>(), hooks is not null);
        }

        public override IHypervisorDriver Driver => _broken ?? base.Driver;

        public override HypervisorHooks? Hooks => _hasHooks ? base.Hooks : null;

        public override IReadOnlyDictionary<string, string> Exemptions => _exemptions;

        public new TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);
    }
}
