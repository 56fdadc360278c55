namespace CloudStack;

/// <summary>A category of guest operating systems.</summary>
[View("oscategory")]
public sealed record GuestOsCategory
{
    /// <summary>The category.</summary>
    public GuestOsCategoryId Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }
}
