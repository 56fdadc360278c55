namespace CloudStack;

/// <summary>
/// A command that says whose something is to be. Without any of the three it is the caller's own. Naming another owner takes the right to act for it.
/// </summary>
public interface IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    string? Account { get; }

    /// <summary>Domain of the owning account.</summary>
    DomainId? DomainId { get; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    ProjectId? ProjectId { get; }
}

/// <summary>
/// A list whose items belong to accounts. Without a filter it shows what is the caller's own; with <see cref="ListAll"/>, everything that the caller may see.
/// </summary>
public interface IOwnerFiltered : IOwnerScoped
{
    /// <summary>Whether to show everything that the caller may see, not only the caller's own.</summary>
    bool? ListAll { get; }

    /// <summary>With a domain: whether the domains below it count too.</summary>
    bool? IsRecursive { get; }
}
