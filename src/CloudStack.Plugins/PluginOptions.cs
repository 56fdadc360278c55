namespace CloudStack.Plugins;

/// <summary>Choices about the plugins of a cloud, whichever folder they are in.</summary>
public sealed class PluginOptions
{
    /// <summary>
    /// Settings by the name of the plugin and of the setting, without regard to case. The plugin's manifest lists those that it has;
    /// one that it does not have, or a required one that is missing, keeps the plugin from being loaded. Of two values for one setting, the later counts.
    /// </summary>
    public IDictionary<string, IDictionary<string, string>> Settings { get; } =
        new Dictionary<string, IDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the environment variables <c>CLOUDSTACK_PLUGIN_NAME__SETTING</c> are settings too, stronger than those of <see cref="Settings"/>.
    /// Both names are in capitals, with <c>_</c> for each dot or hyphen: <c>CLOUDSTACK_PLUGIN_KVM__KVM_BRIDGE</c>.
    /// Two plugins that would read the same variables are not loaded together: the second is refused.
    /// </summary>
    public bool ReadEnvironment { get; set; } = true;

    /// <summary>Sets one setting.</summary>
    /// <param name="plugin">Name of the plugin.</param>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">Its value.</param>
    public PluginOptions Set(string plugin, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Settings.TryGetValue(plugin, out var settings))
        {
            Settings[plugin] = settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        }

        settings[name] = value;
        return this;
    }
}
