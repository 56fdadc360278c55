using System.Reflection;
using System.Text.RegularExpressions;

namespace CloudStack.Architecture.Tests;

/// <summary>Who may know whom.</summary>
[TestFixture]
internal sealed partial class ArrowTests
{
    /// <summary>For each project of <c>src</c>, the others that it may reference. A name that ends in a dot stands for all that begin with it.</summary>
    private static readonly (string Project, string[] MayKnow)[] Arrows =
    [
        ("CloudStack.Core", []),
        ("CloudStack.Engine", ["CloudStack.Core"]),
        ("CloudStack.Engine.Sqlite", ["CloudStack.Core", "CloudStack.Engine"]),
        ("CloudStack.Engine.MySql", ["CloudStack.Core", "CloudStack.Engine"]),
        ("CloudStack.Plugins", ["CloudStack.Core"]),
        ("CloudStack.Client", ["CloudStack.Core"]),
        ("CloudStack.Api", ["CloudStack.Core", "CloudStack.Engine"]),
        ("CloudStack.Testing", ["CloudStack.Core"]),
        ("CloudStack.Testing.NUnit", ["CloudStack.Core", "CloudStack.Testing"]),
        ("CloudStack.Drivers.", ["CloudStack.Core"]),
        ("CloudStack.Network.", ["CloudStack.Core"]),
        ("CloudStack.Storage.", ["CloudStack.Core"]),
        ("CloudStack.Server", ["CloudStack."]),
    ];

    private static IEnumerable<SourceProject> Projects => Repository.Projects;

    private static IEnumerable<SourceProject> Drivers => Projects.Where(project => DriverName().IsMatch(project.Name));

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_those_that_it_may_know(SourceProject project)
    {
        var mayKnow = MayKnow(project.Name);
        Assert.That(project.ProjectReferences.Where(other => !mayKnow.Any(known => Fits(other, known))), Is.Empty, $"{project} may know only {string.Join(", ", mayKnow)}");
    }

    [TestCaseSource(nameof(Projects))]
    public void An_assembly_references_only_those_that_it_may_know(SourceProject project)
    {
        var mayKnow = MayKnow(project.Name);
        var known = References(project).Where(name => name.StartsWith("CloudStack.", StringComparison.Ordinal));
        Assert.That(known.Where(other => !mayKnow.Any(allowed => Fits(other, allowed))), Is.Empty);
    }

    [Test]
    public void Core_references_only_abstractions()
    {
        // A contract type that is shared with a plugin brings the whole closure of Core with it, and that overrides the plugin's own versions.
        var core = Projects.Single(project => project.Name == "CloudStack.Core");
        Assert.That(core.PackageReferences, Is.All.Match(Abstractions().ToString()));
        Assert.That(References(core).Where(name => !name.StartsWith("System", StringComparison.Ordinal)), Is.All.Match(Abstractions().ToString()));
    }

    [TestCaseSource(nameof(Drivers))]
    public void A_driver_knows_no_database(SourceProject driver)
    {
        Assert.That(driver.PackageReferences, Is.All.Not.Match(DatabaseName().ToString()));
        Assert.That(References(driver), Is.All.Not.Match(DatabaseName().ToString()));
    }

    [TestCaseSource(nameof(Drivers))]
    public void A_driver_is_a_plugin(SourceProject driver) => Assert.That(driver.Imports, Does.Contain("Plugin.targets"), "import eng/props/Plugin.targets");

    [Test]
    public void The_conformance_kit_knows_no_test_framework()
    {
        var kit = Projects.Single(project => project.Name == "CloudStack.Testing");
        Assert.That(kit.PackageReferences.Concat(References(kit)), Is.All.Not.Match("(?i)nunit|xunit|mstest|VisualStudio"));
    }

    private static string[] MayKnow(string project)
    {
        var found = Arrows.Where(arrow => Fits(project, arrow.Project)).Select(arrow => arrow.MayKnow).SingleOrDefault();
        Assert.That(found, Is.Not.Null, $"{project} is new: say in {nameof(ArrowTests)} whom it may know");
        return found!;
    }

    private static bool Fits(string project, string pattern) => project == pattern || (pattern.EndsWith('.') && project.StartsWith(pattern, StringComparison.Ordinal));

    private static IEnumerable<string> References(SourceProject project) => BuiltAssembly.Of(project).GetReferencedAssemblies().Select(name => name.Name!);

    [GeneratedRegex(@"^Microsoft\.Extensions\..+\.Abstractions$")]
    private static partial Regex Abstractions();

    [GeneratedRegex(@"^CloudStack\.(Drivers|Network|Storage)\.")]
    private static partial Regex DriverName();

    [GeneratedRegex(@"^(System\.Data|Microsoft\.Data|Microsoft\.EntityFrameworkCore|linq2db|FluentMigrator|MySql|Npgsql|Dapper|SQLite)")]
    private static partial Regex DatabaseName();
}

/// <summary>The built assembly of a project.</summary>
internal static class BuiltAssembly
{
    public static Assembly Of(SourceProject project)
    {
        Assert.That(Path.Combine(AppContext.BaseDirectory, project.Name + ".dll"), Does.Exist, $"reference {project} from the project of these tests");
        return Assembly.Load(project.Name);
    }
}
