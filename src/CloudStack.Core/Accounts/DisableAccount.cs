namespace CloudStack;

/// <summary>
/// Disables or locks an account. A disabled one cannot log in and its virtual machines are stopped; a locked one only gets nothing new.
/// </summary>
/// <param name="Lock">True to lock it, false to disable it.</param>
[Command("disableAccount", Access = Role.Admins, Runs = Runs.AsJob, Event = EventType.AccountDisable, JobInstance = "Account",
    LegacyClass = "admin.account.DisableAccountCmd")]
public sealed record DisableAccount(bool Lock) : ICommand<Account>
{
    /// <summary>Name of the account; goes together with <see cref="DomainId"/>, excludes <see cref="Id"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the account.</summary>
    [Owned]
    public DomainId? DomainId { get; init; }

    /// <summary>The account; excludes <see cref="Account"/>.</summary>
    [Owned(AccessType.Modify)]
    public AccountId? Id { get; init; }
}
