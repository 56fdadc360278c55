namespace CloudStack.Engine;

/// <summary>Settings as clients see them.</summary>
internal static class ConfigurationViews
{
    public static Configuration AsConfiguration(this SettingDefinition definition, SettingsStore settings) => new()
    {
        Category = definition.Category,
        Name = definition.Name,
        Value = definition.IsSecret ? null : settings.GetText(definition.Name),
        Description = definition.Description,
    };
}
