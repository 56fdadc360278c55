namespace CloudStack;

/// <summary>Lists guest operating systems.</summary>
[Command("listOsTypes", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.guest.ListGuestOsCmd")]
public sealed record ListOsTypes : IListCommand<GuestOs>
{
    /// <summary>Only the one with this description.</summary>
    [Since("3.0.1")]
    public string? Description { get; init; }

    /// <summary>Only this one.</summary>
    public GuestOsId? Id { get; init; }

    /// <summary>Only those of this category.</summary>
    public GuestOsCategoryId? OsCategoryId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
