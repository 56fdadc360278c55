namespace CloudStack;

/// <summary>A guest operating system.</summary>
[View("ostype")]
public sealed record GuestOs
{
    /// <summary>The guest operating system.</summary>
    public GuestOsId Id { get; init; }

    /// <summary>Its category.</summary>
    public GuestOsCategoryId? OsCategoryId { get; init; }

    /// <summary>Name, for example <c>Debian GNU/Linux 6(64-bit)</c>.</summary>
    public string? Description { get; init; }
}
