namespace CloudStack;

/// <summary>Sets the zone that an account's commands mean when they name none.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="DomainId">Domain of the account.</param>
/// <param name="ZoneId">The zone; the account must be allowed to use it.</param>
[Command("markDefaultZoneForAccount", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.AccountMarkDefaultZone,
    JobInstance = "Account", LegacyClass = "admin.zone.MarkDefaultZoneForAccountCmd", Since = "4.0")]
public sealed record MarkDefaultZoneForAccount(string Account, DomainId DomainId, ZoneId ZoneId) : ICommand<Account>;
