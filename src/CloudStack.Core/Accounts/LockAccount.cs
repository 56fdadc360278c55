namespace CloudStack;

/// <summary>Does nothing, as in 4.1. To lock an account, use <see cref="DisableAccount"/>.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="DomainId">Domain of the account.</param>
[Command("lockAccount", Access = Role.Admins, LegacyClass = "admin.account.LockAccountCmd")]
public sealed record LockAccount(string Account, DomainId DomainId) : ICommand<Success>;
