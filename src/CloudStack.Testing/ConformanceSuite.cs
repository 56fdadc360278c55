using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>The checks of one facet.</summary>
public abstract class ConformanceSuite
{
    private readonly List<ConformanceCheck> _checks = [];

    private protected ConformanceSuite(Type facet)
    {
        Facet = facet;
        Name = facet.Name[1..];
    }

    /// <summary>The facet's interface.</summary>
    public Type Facet { get; }

    /// <summary>The facet's name without its I, for example <c>LiveMigration</c>.</summary>
    public string Name { get; }

    /// <summary>The checks, in the order to run them.</summary>
    public IReadOnlyList<ConformanceCheck> Checks => _checks;

    private protected void Check(Func<HypervisorTrial, Task> body, string rule, Func<IHypervisorHarness, string?>? missing = null) =>
        _checks.Add(new ConformanceCheck(Name, body.Method.Name, rule, body, missing));

    private protected static Func<IHypervisorHarness, string?> NeedsHook(string name, Func<HypervisorHooks, object?> hook) =>
        harness => harness.Hooks is { } hooks && hook(hooks) is not null ? null : $"hook {name}";

    private protected static string? NeedsStorage(IHypervisorHarness harness) => harness.Driver is IHostStorage ? null : "driver with IHostStorage, which makes the volumes";

    private protected static string? NeedsImages(IHypervisorHarness harness) => NeedsStorage(harness) ?? (harness.ImageFolder is null ? "image folder" : null);

    private protected static string? NeedsTwoHosts(IHypervisorHarness harness) => harness.Hosts.Count < 2 ? "second host" : null;
}
