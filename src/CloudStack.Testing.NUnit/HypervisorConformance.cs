using NUnit.Framework;

namespace CloudStack.Testing.NUnit;

/// <summary>
/// The kit's checks of a hypervisor driver as NUnit tests, one each, and a test that nothing of the driver is left untried.
/// Derive an empty fixture: <c>public sealed class MyConformance : HypervisorConformance&lt;MyHarness&gt;;</c>.
/// </summary>
/// <typeparam name="THarness">The harness. Made once to list the tests, then neither started nor disposed, and once to run them.</typeparam>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[NonParallelizable]
public abstract class HypervisorConformance<THarness> where THarness : IHypervisorHarness, new()
{
    private THarness? _harness;

    private THarness Harness => _harness ?? throw new InvalidOperationException("The harness was not started.");

    /// <summary>Starts the harness.</summary>
    [OneTimeSetUp]
    public async Task StartHarnessAsync()
    {
        _harness = new THarness();
        await _harness.StartAsync(TestContext.CurrentContext.CancellationToken);
    }

    /// <summary>Ends the harness.</summary>
    [OneTimeTearDown]
    public async Task EndHarnessAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }
    }

    /// <summary>Every facet has a suite, every check can run, and every exemption has its reason.</summary>
    [Test, Order(0)]
    public void The_kit_covers_the_driver()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ConformanceSuites.FindGaps(Harness), Is.Empty);
            Assert.That(ConformanceSuites.FindFacetsWithoutSuite(), Is.Empty, "The kit is behind the contract.");
        });
    }

    /// <summary>The driver keeps a rule of its contract.</summary>
    /// <param name="check">The check.</param>
    [TestCaseSource(nameof(Checks))]
    public async Task The_driver_conforms(ConformanceCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            await check.RunAsync(Harness, TestContext.CurrentContext.CancellationToken);
        }
        catch (ConformanceException e)
        {
            Assert.Fail(e.Message);
        }
    }

    /// <summary>The checks, by the name of their suite and their own.</summary>
    protected static IEnumerable<TestCaseData> Checks()
    {
        var harness = new THarness();
        return [.. ConformanceSuites.ChecksFor(harness).Select(check => new TestCaseData(check).SetName(check.FullName).SetDescription(check.Rule))];
    }
}
