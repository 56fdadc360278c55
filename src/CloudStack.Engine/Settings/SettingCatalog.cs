namespace CloudStack.Engine;

/// <summary>All settings that there are: the properties of <see cref="CloudSettings"/>.</summary>
internal static class SettingCatalog
{
    private static readonly Dictionary<string, SettingDefinition> ByName =
        typeof(CloudSettings).GetProperties().Select(property => new SettingDefinition(property)).ToDictionary(definition => definition.Name);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [.. ByName.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>The setting of a name, as it is written in 4.1; null when there is none.</summary>
    public static SettingDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
