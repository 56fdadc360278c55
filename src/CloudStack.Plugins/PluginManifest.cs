namespace CloudStack.Plugins;

/// <summary>What <c>cloudstack-plugin.json</c> says.</summary>
internal sealed record PluginManifest
{
    public const string FileName = "cloudstack-plugin.json";

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string EntryAssembly { get; init; }

    public required Version ContractVersion { get; init; }

    /// <summary>For example <c>hypervisor:KVM</c>.</summary>
    public required IReadOnlyList<string> Provides { get; init; }

    public required IReadOnlyList<PluginSetting> Settings { get; init; }
}

/// <summary>A setting that a plugin has.</summary>
internal sealed record PluginSetting(string Name, string Description, string? Default, bool IsRequired);
