namespace CloudStack;

/// <summary>Locks an account, as <see cref="DisableAccount"/> with its lock does: its virtual machines go on running, it gets nothing new.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="DomainId">Domain of the account.</param>
[Command("lockAccount", Access = Role.Admins, LegacyClass = "admin.account.LockAccountCmd")]
public sealed record LockAccount(string Account, DomainId DomainId) : ICommand<Success>;
