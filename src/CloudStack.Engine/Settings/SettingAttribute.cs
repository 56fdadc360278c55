namespace CloudStack.Engine;

/// <summary>Makes a property of <see cref="CloudSettings"/> a global setting.</summary>
/// <param name="name">The name that clients use; that of 4.1, with its spelling.</param>
/// <param name="description">What it decides, with the unit, as listConfigurations shows it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string name, string description) : Attribute
{
    public string Name => name;
    public string Description => description;

    /// <summary>One of <see cref="SettingCategory"/>.</summary>
    public required string Category { get; set; }

    /// <summary>One of <see cref="SettingComponent"/>.</summary>
    public string Component { get; set; } = SettingComponent.ManagementServer;

    /// <summary>
    /// For a number "least-most", both included. For a text the words that it may be, separated by commas, or one of
    /// <see cref="SettingDefinition.HypervisorList"/> and <see cref="SettingDefinition.InstanceName"/>.
    /// </summary>
    public string? Range { get; set; }

    /// <summary>For a number, that it is at least 1.</summary>
    public bool MustBePositive { get; set; }
}

/// <summary>The group of a setting, as clients see it.</summary>
internal static class SettingCategory
{
    public const string AccountDefaults = "Account Defaults";
    public const string Advanced = "Advanced";
    public const string Alert = "Alert";
    public const string ConsoleProxy = "Console Proxy";
    public const string Network = "Network";
    public const string ProjectDefaults = "Project Defaults";
    public const string Snapshots = "Snapshots";
    public const string Storage = "Storage";
    public const string Usage = "Usage";

    /// <summary>Not shown, and encrypted in the database.</summary>
    public const string Hidden = "Hidden";

    /// <summary>Not shown, and encrypted in the database.</summary>
    public const string Secure = "Secure";
}

/// <summary>The part of 4.1 that a setting belongs to.</summary>
internal static class SettingComponent
{
    public const string AgentManager = "AgentManager";
    public const string HighAvailabilityManager = "HighAvailabilityManager";
    public const string ManagementServer = "management-server";
    public const string NetworkManager = "NetworkManager";
    public const string None = "none";
    public const string StorageAllocator = "StorageAllocator";
    public const string StorageManager = "StorageManager";
    public const string TemplateManager = "TemplateManager";
    public const string UserVmManager = "UserVmManager";
}
