namespace CloudStack.Placement;

/// <summary>Whose VMs alone a place takes: those of one account, or of a domain and the domains below it. VMs of the cloud itself run anywhere.</summary>
/// <param name="Owner">Who it is, for messages: <c>the account x</c> or <c>the domain y</c>.</param>
/// <param name="DomainPath">Path of the domain, for example <c>/sales/</c>.</param>
public sealed record Dedication(string Owner, string DomainPath)
{
    /// <summary>The account; null where all of the domain is meant.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Whether a VM may be here.</summary>
    /// <param name="owner">The VM's account; null for a VM of the cloud itself.</param>
    /// <param name="ownerDomainPath">Path of that account's domain.</param>
    public bool Allows(AccountId? owner, string? ownerDomainPath) =>
        owner is null || (AccountId is { } account ? account == owner : ownerDomainPath?.StartsWith(DomainPath, StringComparison.Ordinal) == true);
}
