namespace CloudStack;

/// <summary>Lists alerts, the latest first.</summary>
[Command("listAlerts", Access = Role.ResourceAdmins, CountsAll = true, LegacyClass = "admin.resource.ListAlertsCmd")]
public sealed record ListAlerts : IListCommand<Alert>
{
    /// <summary>Only this one.</summary>
    public AlertId? Id { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those of this type, a number.</summary>
    public string? Type { get; init; }
}
