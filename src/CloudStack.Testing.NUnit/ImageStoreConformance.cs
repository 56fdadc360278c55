using NUnit.Framework;

namespace CloudStack.Testing.NUnit;

/// <summary>
/// The kit's checks of a driver of image stores as NUnit tests, one each. Derive an empty fixture:
/// <c>public sealed class MyConformance : ImageStoreConformance&lt;MyHarness&gt;;</c>.
/// </summary>
/// <typeparam name="THarness">The harness.</typeparam>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[NonParallelizable]
public abstract class ImageStoreConformance<THarness> where THarness : IImageStoreHarness, new()
{
    private THarness? _harness;

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

    /// <summary>The driver keeps a rule of its contract.</summary>
    /// <param name="check">The check.</param>
    [TestCaseSource(nameof(Checks))]
    public async Task The_driver_conforms(ImageStoreCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            await check.RunAsync(_harness ?? throw new InvalidOperationException("The harness was not started."), TestContext.CurrentContext.CancellationToken);
        }
        catch (ConformanceException e)
        {
            Assert.Fail(e.Message);
        }
    }

    /// <summary>The checks, by their names.</summary>
    protected static IEnumerable<TestCaseData> Checks() =>
        [.. ImageStoreSuite.Checks.Select(check => new TestCaseData(check).SetName("ImageStore." + check.Name).SetDescription(check.Rule))];
}
