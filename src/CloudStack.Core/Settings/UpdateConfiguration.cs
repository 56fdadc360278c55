namespace CloudStack;

/// <summary>Changes a setting. Some take effect when the management servers start next.</summary>
/// <param name="Name">Name of the setting.</param>
[Command("updateConfiguration", Access = Role.Admin, Event = EventType.ConfigurationValueEdit, LegacyClass = "admin.config.UpdateCfgCmd")]
public sealed record UpdateConfiguration(string Name) : ICommand<Configuration>
{
    /// <summary>New value, or nothing to clear it. Refused when it is not of the setting's kind or range.</summary>
    [Length(4095)]
    public string? Value { get; init; }
}
