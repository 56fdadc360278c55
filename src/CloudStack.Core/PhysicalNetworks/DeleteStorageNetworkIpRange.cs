namespace CloudStack;

/// <summary>Deletes a range of storage addresses. Refused while one of them is in use.</summary>
/// <param name="Id">The range.</param>
[Command("deleteStorageNetworkIpRange", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.StorageIpRangeDelete,
    LegacyClass = "admin.network.DeleteStorageNetworkIpRangeCmd", Since = "3.0.0")]
public sealed record DeleteStorageNetworkIpRange(StorageNetworkIpRangeId Id) : ICommand<Success>;
