namespace CloudStack.Engine;

/// <summary>A row that clients know by a UUID.</summary>
internal interface IEntityRow
{
    long Id { get; set; }
    Guid Uuid { get; set; }
}

/// <summary>A row that belongs to an account; the domain is the account's, kept beside it so that a list needs no join.</summary>
internal interface IOwnedRow : IEntityRow
{
    long AccountId { get; set; }
    long DomainId { get; set; }
}

/// <summary>A row that stays after its end, as 4.1 does, so that events and usage can still name it.</summary>
internal interface IRemovableRow
{
    DateTimeOffset? Removed { get; set; }
}

/// <summary>A row that several may change: an update names the version that it read (<see cref="Persistence.Db.UpdateVersionedAsync"/>).</summary>
internal interface IVersionedRow
{
    long Id { get; set; }
    long Version { get; set; }
}
