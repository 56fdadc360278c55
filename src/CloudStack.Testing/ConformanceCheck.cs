namespace CloudStack.Testing;

/// <summary>One rule that a driver must keep, and the way to try it.</summary>
public sealed class ConformanceCheck
{
    private readonly Func<HypervisorTrial, Task> _body;

    internal ConformanceCheck(string suite, string name, string rule, Func<HypervisorTrial, Task> body, Func<IHypervisorHarness, string?>? missing)
    {
        (Suite, Name, Rule, _body, Missing) = (suite, name, rule, body, missing ?? (_ => null));
    }

    /// <summary>The suite's name, for example <c>LiveMigration</c>.</summary>
    public string Suite { get; }

    /// <summary>The check's name, for example <c>A_second_ensure_leaves_one_vm</c>.</summary>
    public string Name { get; }

    /// <summary>Suite and name with a dot between, as <see cref="IHypervisorHarness.Exemptions"/> takes it.</summary>
    public string FullName => Suite + "." + Name;

    /// <summary>The rule of the contract that the check is about.</summary>
    public string Rule { get; }

    /// <summary>What the harness lacks for this check, or null.</summary>
    internal Func<IHypervisorHarness, string?> Missing { get; }

    /// <summary>Tries the driver and cleans up.</summary>
    /// <param name="harness">The harness, started.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ConformanceException">The driver breaks the rule; the message says which rule, and what was seen.</exception>
    public async Task RunAsync(IHypervisorHarness harness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(harness);
        if (Missing(harness) is { } missing)
        {
            throw Broken($"it cannot be tried: the harness has no {missing}. Offer it, or exempt '{FullName}' with a reason");
        }

        var trial = new HypervisorTrial(harness, cancellationToken);
        try
        {
            await _body(trial);
        }
        catch (Exception e) when (e is not ConformanceException)
        {
            await CleanUpQuietlyAsync(trial);
            cancellationToken.ThrowIfCancellationRequested();
            throw Broken($"{e.GetType().Name}: {e.Message}", e);
        }
        catch (ConformanceException e)
        {
            await CleanUpQuietlyAsync(trial);
            throw Broken(e.Message, e);
        }

        try
        {
            await trial.CleanUpAsync();
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Broken($"the check passed, but removing its VMs and volumes failed: {e.Message}", e);
        }
    }

    /// <summary>The check's full name.</summary>
    public override string ToString() => FullName;

    private static async Task CleanUpQuietlyAsync(HypervisorTrial trial)
    {
        try
        {
            await trial.CleanUpAsync();
        }
        catch (Exception)
        {
            // The check has failed already, and what it tells is worth more than this.
        }
    }

    private ConformanceException Broken(string seen, Exception? cause = null) =>
        new($"{FullName} failed: {seen}.{Environment.NewLine}Rule: {Rule}", cause);
}
