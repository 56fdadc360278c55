namespace CloudStack;

/// <summary>A region.</summary>
[View("region")]
public sealed record Region
{
    /// <summary>Its number.</summary>
    public int Id { get; init; }

    /// <summary>Name, unique among the regions.</summary>
    public string? Name { get; init; }

    /// <summary>Base address of its API.</summary>
    public string? Endpoint { get; init; }
}
