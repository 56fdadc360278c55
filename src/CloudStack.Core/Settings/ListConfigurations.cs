namespace CloudStack;

/// <summary>Lists the settings of the cloud.</summary>
[Command("listConfigurations", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.config.ListCfgsByCmd")]
public sealed record ListConfigurations : IListCommand<Configuration>
{
    /// <summary>Only settings of this category.</summary>
    public string? Category { get; init; }

    /// <summary>Only the setting with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
