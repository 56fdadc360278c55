using Microsoft.Extensions.Logging;

namespace CloudStack.Plugins;

/// <summary>Finds the plugins of folders, reads their manifests, and loads those that fit.</summary>
internal sealed partial class PluginFinder(PluginHost host)
{
    private readonly ILogger _logger = host.Logging.CreateLogger("CloudStack.Plugins");
    private readonly Dictionary<string, (string Name, string Folder)> _variables = new(StringComparer.Ordinal);

    /// <summary>All plugins, in the order of their names.</summary>
    public IReadOnlyList<Plugin> LoadAll(PluginSources sources)
    {
        List<Plugin> found = [.. sources.Folders.DistinctBy(RealPath.Of, RealPath.Comparer)
            .SelectMany(Subfolders)
            .DistinctBy(RealPath.Of, RealPath.Comparer)
            .Select(folder => Load(folder, sources.Options))];
        foreach (var name in sources.Options.Settings.Keys.Except(_variables.Values.Select(plugin => plugin.Name), StringComparer.OrdinalIgnoreCase))
        {
            LogSettingsOfNobody(name);
        }

        return [.. found.OrderBy(plugin => plugin.Status.Name, StringComparer.Ordinal)];
    }

    private List<string> Subfolders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoFolder(exception, folder);
            return [];
        }
    }

    private Plugin Load(string folder, PluginOptions options)
    {
        var path = Path.Combine(folder, PluginManifest.FileName);
        PluginManifest manifest;
        PluginContext context;
        try
        {
            manifest = PluginManifestReader.Read(path);
            CheckContract(manifest.ContractVersion);
            CheckEntry(folder, manifest);
            CheckName(folder, manifest);
            context = new PluginContext(manifest.Name, folder, PluginSettingsReader.Read(manifest, options, Environment.GetEnvironmentVariables()));
        }
        catch (PluginRefusedException refused)
        {
            var (name, version) = PluginManifestReader.Peek(path);
            var misfit = new Plugin(name ?? Path.GetFileName(folder), version, _logger);
            misfit.Refuse(refused.Message);
            return misfit;
        }

        var plugin = new Plugin(manifest.Name, manifest.Version, _logger);
        plugin.Load(manifest, context, host);
        return plugin;
    }

    private static void CheckContract(Version asked)
    {
        var offered = PluginContract.Version;
        if (asked.Major != offered.Major)
        {
            throw new PluginRefusedException($"It is built for contract {asked}, and this cloud has {offered}: another major version. Take a build of the plugin for {offered.Major}.");
        }

        if (asked.Minor > offered.Minor)
        {
            throw new PluginRefusedException($"It is built for contract {asked}, which is newer than this cloud's {offered}. Update the cloud, or take an older build of the plugin.");
        }
    }

    private static void CheckEntry(string folder, PluginManifest manifest)
    {
        if (!File.Exists(Path.Combine(folder, manifest.EntryAssembly)))
        {
            throw new PluginRefusedException($"Its entry assembly '{manifest.EntryAssembly}' is not in {folder}.");
        }
    }

    private void CheckName(string folder, PluginManifest manifest)
    {
        // Names that differ in case, or in a dot for a hyphen, count as one: their settings would be read from the same environment variables.
        var variables = PluginSettingsReader.VariablePrefix(manifest.Name);
        if (!_variables.TryAdd(variables, (manifest.Name, folder)))
        {
            var other = _variables[variables];
            throw new PluginRefusedException($"The name '{manifest.Name}' is taken by the plugin '{other.Name}' in {other.Folder}; remove one of them. This one is in {folder}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There are no plugins in {Folder}: it cannot be read")]
    private partial void LogNoFolder(Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There are settings for a plugin {Plugin}, but no folder holds one of this name that could be loaded")]
    private partial void LogSettingsOfNobody(string plugin);
}
