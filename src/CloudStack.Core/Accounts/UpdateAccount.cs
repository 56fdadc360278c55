namespace CloudStack;

/// <summary>Changes an account; what is not given stays.</summary>
/// <param name="NewName">New name, or the current one; unique in the domain.</param>
[Command("updateAccount", Access = Role.ResourceAdmins, Event = EventType.AccountUpdate, LegacyClass = "admin.account.UpdateAccountCmd")]
public sealed record UpdateAccount(string NewName) : ICommand<Account>
{
    /// <summary>Name of the account; goes together with <see cref="DomainId"/>, excludes <see cref="Id"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Details by name, which replace the current ones.</summary>
    public IReadOnlyDictionary<string, string>? AccountDetails { get; init; }

    /// <summary>Domain of the account.</summary>
    [Owned]
    public DomainId? DomainId { get; init; }

    /// <summary>The account; excludes <see cref="Account"/>.</summary>
    [Owned(AccessType.Modify)]
    public AccountId? Id { get; init; }

    /// <summary>New DNS domain of its networks; empty takes it away.</summary>
    public string? NetworkDomain { get; init; }
}
