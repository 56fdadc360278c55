using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>The suites of the kit.</summary>
public static class ConformanceSuites
{
    /// <summary>Every suite.</summary>
    public static IReadOnlyList<ConformanceSuite> All { get; } =
    [
        new HypervisorDriverSuite(), new HostStorageSuite(), new LiveMigrationSuite(), new RebootSuite(), new VolumeHotPlugSuite(), new NicHotPlugSuite(),
        new IsoChangeSuite(), new ConsoleSuite(), new StatisticsSuite(), new VolumeImagesSuite(), new VolumeSnapshotsSuite(), new VolumeResizeSuite(),
        new VolumeMigrationSuite(),
    ];

    /// <summary>The suites of the facets that a driver implements.</summary>
    /// <param name="driver">The driver.</param>
    public static IReadOnlyList<ConformanceSuite> For(IHypervisorDriver driver) => [.. All.Where(suite => suite.Facet.IsInstanceOfType(driver))];

    /// <summary>The checks to run with a harness: those of its driver's facets that are not exempted.</summary>
    /// <param name="harness">The harness.</param>
    public static IReadOnlyList<ConformanceCheck> ChecksFor(IHypervisorHarness harness)
    {
        ArgumentNullException.ThrowIfNull(harness);
        return [.. For(harness.Driver).SelectMany(suite => suite.Checks).Where(check => !IsExempted(harness, check))];
    }

    /// <summary>
    /// What keeps a run of the kit from covering a driver: a facet that has no suite, a check that the harness cannot run and does not exempt, an
    /// exemption without a reason or of something that is not there. Empty when all is covered.
    /// </summary>
    /// <param name="harness">The harness.</param>
    public static IReadOnlyList<string> FindGaps(IHypervisorHarness harness)
    {
        ArgumentNullException.ThrowIfNull(harness);
        var exemptions = harness.Exemptions;
        var names = All.SelectMany(suite => suite.Checks.Select(check => check.FullName).Append(suite.Name)).ToHashSet();
        if (harness.Hosts.Count == 0)
        {
            return ["The harness has no host."];
        }

        return
        [
            .. FacetsOf(harness.Driver).Where(facet => All.All(suite => suite.Facet != facet) && !exemptions.ContainsKey(facet.Name[1..]))
                .Select(facet => $"The driver implements {facet.Name}, for which the kit has no suite. Use the kit of the same version as the contract, or exempt '{facet.Name[1..]}' with a reason."),
            .. ChecksFor(harness).Where(check => check.Missing(harness) is not null)
                .Select(check => $"{check.FullName} cannot run: the harness has no {check.Missing(harness)}. Offer it, or exempt the check with a reason."),
            .. exemptions.Where(exemption => string.IsNullOrWhiteSpace(exemption.Value)).Select(exemption => $"The exemption of '{exemption.Key}' gives no reason."),
            .. exemptions.Keys.Where(name => !names.Contains(name) && FacetsOf(harness.Driver).All(facet => facet.Name[1..] != name))
                .Select(name => $"The exemption of '{name}' names no check and no suite."),
        ];
    }

    /// <summary>The interfaces of the driver contract that have no suite in this kit. Empty, or the kit is behind the contract.</summary>
    public static IReadOnlyList<Type> FindFacetsWithoutSuite() =>
        [.. typeof(IHypervisorDriver).Assembly.GetExportedTypes().Where(IsFacet).Where(facet => All.All(suite => suite.Facet != facet))];

    private static IEnumerable<Type> FacetsOf(IHypervisorDriver driver) => driver.GetType().GetInterfaces().Where(IsFacet);

    // An interface of the contract whose calls go to a host.
    private static bool IsFacet(Type type) =>
        type is { IsInterface: true, Namespace: "CloudStack.Drivers" }
        && type.GetMethods().Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(HostEndpoint)));

    private static bool IsExempted(IHypervisorHarness harness, ConformanceCheck check) =>
        harness.Exemptions.ContainsKey(check.FullName) || harness.Exemptions.ContainsKey(check.Suite);
}
