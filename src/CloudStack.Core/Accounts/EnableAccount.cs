namespace CloudStack;

/// <summary>Enables an account that was disabled or locked; its virtual machines are not started.</summary>
[Command("enableAccount", Access = Role.Admins, Event = EventType.AccountEnable, LegacyClass = "admin.account.EnableAccountCmd")]
public sealed record EnableAccount : ICommand<Account>
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
