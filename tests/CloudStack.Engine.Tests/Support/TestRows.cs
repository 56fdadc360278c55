namespace CloudStack.Engine.Tests;

/// <summary>VMs and volumes written as rows, for what only asks whether they are there.</summary>
internal static class TestRows
{
    public static async Task<VirtualMachineRow> VmOnAsync(TestZone zone, Host host, VirtualMachineState state = VirtualMachineState.Running) =>
        await zone.Cloud.Database.WriteAsync(async db =>
        {
            var row = await db.Hosts.FirstAsync(other => other.Uuid == host.Id.Value);
            var number = await db.VirtualMachines.CountAsync() + 1;
            return await db.InsertRowAsync(new VirtualMachineRow
            {
                Uuid = Guid.NewGuid(),
                AccountId = Identity.AdminAccountId,
                DomainId = Identity.RootDomainId,
                Type = "User",
                Name = $"vm{number}",
                InstanceName = $"i-2-{number}-VM",
                State = state,
                UserId = Identity.AdminUserId,
                ZoneId = row.ZoneId,
                PodId = row.PodId,
                ClusterId = row.ClusterId,
                HostId = row.Id,
                ServiceOfferingId = await ServiceOfferingAsync(db),
                GuestOsId = await GuestOsAsync(db),
                Hypervisor = row.Hypervisor!,
                Cpus = 1,
                CpuMhz = 1000,
                MemoryBytes = 1L << 30,
                Created = row.Created,
                StateChanged = row.Created,
            });
        });

    public static Task RemoveAsync(TestZone zone, VirtualMachineRow vm) => zone.Cloud.Database.WriteAsync(db =>
        db.VirtualMachines.Where(row => row.Id == vm.Id).Set(row => row.Removed, zone.Cloud.Time.GetUtcNow()).Set(row => row.HostId, (long?)null).UpdateAsync());

    public static async Task<VolumeRow> VolumeOnAsync(TestZone zone, long poolId, VirtualMachineRow? vm = null, VolumeState state = VolumeState.Ready) =>
        await zone.Cloud.Database.WriteAsync(async db =>
        {
            var pool = await db.StoragePools.FirstAsync(row => row.Id == poolId);
            return await db.InsertRowAsync(new VolumeRow
            {
                Uuid = Guid.NewGuid(),
                AccountId = Identity.AdminAccountId,
                DomainId = Identity.RootDomainId,
                Name = "volume",
                Type = VolumeType.DataDisk,
                State = state,
                ZoneId = pool.ZoneId,
                PodId = pool.PodId,
                PoolId = pool.Id,
                VmId = vm?.Id,
                SizeBytes = 1L << 30,
                Created = pool.Created,
                Updated = pool.Created,
            });
        });

    private static async Task<long> ServiceOfferingAsync(Db db) =>
        await db.ServiceOfferings.Select(row => (long?)row.Id).FirstOrDefaultAsync()
            ?? (await db.InsertRowAsync(new ServiceOfferingRow { Uuid = Guid.NewGuid(), Name = "small", DisplayText = "small", Cpus = 1, CpuMhz = 1000 })).Id;

    private static async Task<long> GuestOsAsync(Db db)
    {
        if (await db.GuestOsTypes.Select(row => (long?)row.Id).FirstOrDefaultAsync() is { } id)
        {
            return id;
        }
        var category = await db.InsertRowAsync(new GuestOsCategoryRow { Uuid = Guid.NewGuid(), Name = "Other" });
        return (await db.InsertRowAsync(new GuestOsRow { Uuid = Guid.NewGuid(), CategoryId = category.Id, Name = "Other (64-bit)" })).Id;
    }
}
