namespace CloudStack;

/// <summary>Lists categories of guest operating systems.</summary>
[Command("listOsCategories", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.guest.ListGuestOsCategoriesCmd")]
public sealed record ListOsCategories : IListCommand<GuestOsCategory>
{
    /// <summary>Only this category.</summary>
    public GuestOsCategoryId? Id { get; init; }

    /// <summary>Only the category with this name.</summary>
    [Since("3.0.1")]
    public string? Name { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
