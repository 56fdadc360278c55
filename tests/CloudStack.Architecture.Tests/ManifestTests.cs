using System.Text.Json;
using CloudStack.Plugins;

namespace CloudStack.Architecture.Tests;

/// <summary>Manifests tell the truth about their projects.</summary>
[TestFixture]
internal sealed class ManifestTests
{
    private static IEnumerable<SourceProject> PluginProjects => Repository.Projects.Where(project => project.Imports.Contains("Plugin.targets"));

    [TestCaseSource(nameof(PluginProjects))]
    public void A_manifest_names_its_assembly_and_the_contract_that_it_is_built_for(SourceProject project)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Folder, "cloudstack-plugin.json")));
        Assert.That(manifest.RootElement.GetProperty("entryAssembly").GetString(), Is.EqualTo(project.Name + ".dll"));
        Assert.That(manifest.RootElement.GetProperty("contractVersion").GetString(), Is.EqualTo(PluginContract.Version.ToString()));
    }

    [TestCaseSource(nameof(PluginProjects))]
    public void A_plugin_has_one_entry(SourceProject project) =>
        Assert.That(BuiltAssembly.Of(project).GetExportedTypes().Count(type => type.IsClass && type.IsAssignableTo(typeof(IPlugin))), Is.EqualTo(1));
}
