using System.Collections;

namespace CloudStack.Plugins;

/// <summary>Brings together what the manifest, the options and the environment say about a plugin's settings, the last being the strongest.</summary>
internal static class PluginSettingsReader
{
    /// <exception cref="PluginRefusedException">A setting is unknown, or a required one is missing. Values are not told, for they may be secrets.</exception>
    public static IReadOnlyDictionary<string, string> Read(PluginManifest manifest, PluginOptions options, IDictionary environment)
    {
        var given = Given(manifest.Name, options);
        var fromEnvironment = options.ReadEnvironment ? FromEnvironment(manifest.Name, environment) : [];
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<string> missing = [];
        foreach (var setting in manifest.Settings)
        {
            string? value = null;
            if (given.Remove(setting.Name, out var fromOptions))
            {
                value = fromOptions;
            }

            if (fromEnvironment.Remove(Variable(manifest.Name, setting.Name), out var variable))
            {
                value = variable;
            }

            if ((value ?? setting.Default) is { } known)
            {
                values[setting.Name] = known;
            }

            if (setting.IsRequired && string.IsNullOrEmpty(value ?? setting.Default))
            {
                missing.Add(setting.Name);
            }
        }

        string[] unknown = [.. given.Keys, .. fromEnvironment.Keys];
        if (unknown.Length > 0)
        {
            throw new PluginRefusedException($"It has no setting {Quote(unknown)}; it has {(manifest.Settings.Count == 0 ? "none" : Quote(manifest.Settings.Select(setting => setting.Name)))}.");
        }

        if (missing.Count > 0)
        {
            throw new PluginRefusedException($"It needs the setting {Quote(missing)}: set it in {nameof(PluginOptions)}.{nameof(PluginOptions.Settings)} or as environment variable {Variable(manifest.Name, missing[0])}.");
        }

        return values;
    }

    private static Dictionary<string, string> Given(string plugin, PluginOptions options) =>
        options.Settings.TryGetValue(plugin, out var settings) ? new Dictionary<string, string>(settings, StringComparer.OrdinalIgnoreCase) : [];

    private static Dictionary<string, string> FromEnvironment(string plugin, IDictionary environment)
    {
        var prefix = VariablePrefix(plugin);
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in environment)
        {
            if (variable.Key is string name && variable.Value is string value && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                found[name] = value;
            }
        }

        return found;
    }

    /// <summary>The environment variable of a setting. As no name has two separators in a row or one at an end, the first <c>__</c> after the prefix ends the plugin's name.</summary>
    public static string Variable(string plugin, string setting) => VariablePrefix(plugin) + Capitals(setting);

    /// <summary>How the environment variables of a plugin begin; no other plugin's do.</summary>
    public static string VariablePrefix(string plugin) => $"CLOUDSTACK_PLUGIN_{Capitals(plugin)}__";

    private static string Capitals(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
