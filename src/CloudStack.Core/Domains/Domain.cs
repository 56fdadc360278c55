namespace CloudStack;

/// <summary>A domain: a branch of the tree that accounts are sorted into.</summary>
[View("domain")]
public sealed record Domain
{
    /// <summary>Its id.</summary>
    public DomainId Id { get; init; }

    /// <summary>Name; unique below its parent.</summary>
    public string? Name { get; init; }

    /// <summary>Depth; ROOT is 0.</summary>
    public int? Level { get; init; }

    /// <summary>Its parent.</summary>
    public DomainId? ParentDomainId { get; init; }

    /// <summary>Its parent's name.</summary>
    public string? ParentDomainName { get; init; }

    /// <summary>Whether there are domains below it.</summary>
    public bool HasChild { get; init; }

    /// <summary>DNS domain of its networks.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>Names from the top, for example <c>ROOT/sales</c>.</summary>
    public string? Path { get; init; }
}
