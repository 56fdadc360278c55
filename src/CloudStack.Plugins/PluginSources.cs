namespace CloudStack.Plugins;

/// <summary>The folders of a cloud's plugins, in the order they were added, and the choices about all of them.</summary>
internal sealed class PluginSources
{
    public List<string> Folders { get; } = [];

    public PluginOptions Options { get; } = new();
}
