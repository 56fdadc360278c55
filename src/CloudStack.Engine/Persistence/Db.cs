using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.Interceptors;
using LinqToDB.Internal.Interceptors;

namespace CloudStack.Engine.Persistence;

/// <summary>One connection, with every table. Handlers get one from <see cref="Database"/>; they never open their own.</summary>
internal sealed partial class Db : DataConnection
{
    /// <summary>The most parameters that a statement of ours has.</summary>
    public const int MostParameters = 512;

    private readonly List<Func<Task>> _last = [];
    private readonly List<FinalStatement> _final = [];
    private readonly Commands _commands;
    private readonly string _lastId;

    public Db(DataOptions options) : base(options)
    {
        _lastId = options.ConnectionOptions.DataProvider!.Name.StartsWith("SQLite", StringComparison.Ordinal)
            ? "; select last_insert_rowid()" : "; select last_insert_id()";
        _commands = new Commands(this);
        ((IInterceptable<ICommandInterceptor>)this).Interceptor = _commands;
    }

    /// <summary>
    /// The options of a database, made once and shared by all its connections: compiled queries are kept by the options, so options that each
    /// connection made for itself would have every query compiled anew.
    /// </summary>
    public static DataOptions Share(DataOptions options) => options.UseMappingSchema(RowMetadata.Schema);

    public ITable<DomainRow> Domains => this.GetTable<DomainRow>();
    public ITable<AccountRow> Accounts => this.GetTable<AccountRow>();
    public ITable<AccountDetailRow> AccountDetails => this.GetTable<AccountDetailRow>();
    public ITable<UserRow> Users => this.GetTable<UserRow>();
    public ITable<ProjectRow> Projects => this.GetTable<ProjectRow>();
    public ITable<ProjectAccountRow> ProjectAccounts => this.GetTable<ProjectAccountRow>();
    public ITable<ProjectInvitationRow> ProjectInvitations => this.GetTable<ProjectInvitationRow>();
    public ITable<ResourceLimitRow> ResourceLimits => this.GetTable<ResourceLimitRow>();
    public ITable<ResourceCountRow> ResourceCounts => this.GetTable<ResourceCountRow>();
    public ITable<RegionRow> Regions => this.GetTable<RegionRow>();
    public ITable<ZoneRow> Zones => this.GetTable<ZoneRow>();
    public ITable<ZoneDetailRow> ZoneDetails => this.GetTable<ZoneDetailRow>();
    public ITable<PodRow> Pods => this.GetTable<PodRow>();
    public ITable<PodIpRow> PodIps => this.GetTable<PodIpRow>();
    public ITable<LinkLocalIpRow> LinkLocalIps => this.GetTable<LinkLocalIpRow>();
    public ITable<ClusterRow> Clusters => this.GetTable<ClusterRow>();
    public ITable<ClusterDetailRow> ClusterDetails => this.GetTable<ClusterDetailRow>();
    public ITable<HostRow> Hosts => this.GetTable<HostRow>();
    public ITable<HostDetailRow> HostDetails => this.GetTable<HostDetailRow>();
    public ITable<HostCapacityRow> HostCapacities => this.GetTable<HostCapacityRow>();
    public ITable<StoragePoolRow> StoragePools => this.GetTable<StoragePoolRow>();
    public ITable<StoragePoolCapacityRow> StoragePoolCapacities => this.GetTable<StoragePoolCapacityRow>();
    public ITable<StoragePoolHostRow> StoragePoolHosts => this.GetTable<StoragePoolHostRow>();
    public ITable<StoragePoolDetailRow> StoragePoolDetails => this.GetTable<StoragePoolDetailRow>();
    public ITable<ImageStoreRow> ImageStores => this.GetTable<ImageStoreRow>();
    public ITable<ImageRemovalRow> ImageRemovals => this.GetTable<ImageRemovalRow>();
    public ITable<PhysicalNetworkRow> PhysicalNetworks => this.GetTable<PhysicalNetworkRow>();
    public ITable<TrafficTypeRow> TrafficTypes => this.GetTable<TrafficTypeRow>();
    public ITable<NetworkServiceProviderRow> NetworkServiceProviders => this.GetTable<NetworkServiceProviderRow>();
    public ITable<VlanTagRow> VlanTags => this.GetTable<VlanTagRow>();
    public ITable<StorageIpRangeRow> StorageIpRanges => this.GetTable<StorageIpRangeRow>();
    public ITable<StorageIpRow> StorageIps => this.GetTable<StorageIpRow>();
    public ITable<VlanIpRangeRow> VlanIpRanges => this.GetTable<VlanIpRangeRow>();
    public ITable<IpAddressRow> IpAddresses => this.GetTable<IpAddressRow>();
    public ITable<ServiceOfferingRow> ServiceOfferings => this.GetTable<ServiceOfferingRow>();
    public ITable<DiskOfferingRow> DiskOfferings => this.GetTable<DiskOfferingRow>();
    public ITable<NetworkOfferingRow> NetworkOfferings => this.GetTable<NetworkOfferingRow>();
    public ITable<NetworkOfferingServiceRow> NetworkOfferingServices => this.GetTable<NetworkOfferingServiceRow>();
    public ITable<NetworkOfferingCapabilityRow> NetworkOfferingCapabilities => this.GetTable<NetworkOfferingCapabilityRow>();
    public ITable<VpcOfferingRow> VpcOfferings => this.GetTable<VpcOfferingRow>();
    public ITable<VpcOfferingServiceRow> VpcOfferingServices => this.GetTable<VpcOfferingServiceRow>();
    public ITable<GuestOsCategoryRow> GuestOsCategories => this.GetTable<GuestOsCategoryRow>();
    public ITable<GuestOsRow> GuestOsTypes => this.GetTable<GuestOsRow>();
    public ITable<GuestOsHypervisorRow> GuestOsHypervisors => this.GetTable<GuestOsHypervisorRow>();
    public ITable<HypervisorCapabilitiesRow> HypervisorCapabilities => this.GetTable<HypervisorCapabilitiesRow>();
    public ITable<SettingRow> Settings => this.GetTable<SettingRow>();
    public ITable<TemplateRow> Templates => this.GetTable<TemplateRow>();
    public ITable<TemplateDetailRow> TemplateDetails => this.GetTable<TemplateDetailRow>();
    public ITable<TemplateZoneRow> TemplateZones => this.GetTable<TemplateZoneRow>();
    public ITable<TemplatePoolRow> TemplatePools => this.GetTable<TemplatePoolRow>();
    public ITable<TemplatePermissionRow> TemplatePermissions => this.GetTable<TemplatePermissionRow>();
    public ITable<NetworkRow> Networks => this.GetTable<NetworkRow>();
    public ITable<NetworkServiceRow> NetworkServices => this.GetTable<NetworkServiceRow>();
    public ITable<NicRow> Nics => this.GetTable<NicRow>();
    public ITable<VirtualMachineRow> VirtualMachines => this.GetTable<VirtualMachineRow>();
    public ITable<VmDetailRow> VmDetails => this.GetTable<VmDetailRow>();
    public ITable<InstanceGroupRow> InstanceGroups => this.GetTable<InstanceGroupRow>();
    public ITable<InstanceGroupMemberRow> InstanceGroupMembers => this.GetTable<InstanceGroupMemberRow>();
    public ITable<DedicationRow> Dedications => this.GetTable<DedicationRow>();
    public ITable<DedicationNumberRow> DedicationNumbers => this.GetTable<DedicationNumberRow>();
    public ITable<AffinityGroupRow> AffinityGroups => this.GetTable<AffinityGroupRow>();
    public ITable<AffinityMemberRow> AffinityMembers => this.GetTable<AffinityMemberRow>();
    public ITable<SshKeyPairRow> SshKeyPairs => this.GetTable<SshKeyPairRow>();
    public ITable<VolumeRow> Volumes => this.GetTable<VolumeRow>();
    public ITable<SnapshotRow> Snapshots => this.GetTable<SnapshotRow>();
    public ITable<SnapshotPolicyRow> SnapshotPolicies => this.GetTable<SnapshotPolicyRow>();
    public ITable<CapacityReservationRow> CapacityReservations => this.GetTable<CapacityReservationRow>();
    public ITable<ResourceTagRow> ResourceTags => this.GetTable<ResourceTagRow>();
    public ITable<EventRow> Events => this.GetTable<EventRow>();
    public ITable<AlertRow> Alerts => this.GetTable<AlertRow>();
    public ITable<JobRow> Jobs => this.GetTable<JobRow>();
    public ITable<JobLockRow> JobLocks => this.GetTable<JobLockRow>();
    public ITable<PlacementLogRow> PlacementLog => this.GetTable<PlacementLogRow>();
    public ITable<ManagementServerRow> ManagementServers => this.GetTable<ManagementServerRow>();

    /// <summary>Called before a command that reads, where the server may be told of its text once and for all.</summary>
    public Func<DbCommand, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>What may be used on this connection instead of reading it again; null where others may have written, or this one has.</summary>
    public KeptReads? Kept { get; init; }

    /// <summary>The last commit that had ended before this reading began.</summary>
    public long KeptSince { get; set; }

    /// <summary>
    /// Puts work off to the end of the transaction, after everything else that it writes. For rows that many transactions change, such as counters: each
    /// waits for them until the one before has ended, which is then soon.
    /// </summary>
    public void AtEnd(Func<Task> work) => _last.Add(work);

    /// <summary>
    /// A statement that is the very last of the transaction, and goes to a database server together with the commit, so that the rows are held no longer
    /// than that takes.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="rows">
    /// How many rows it must change; with another number the transaction is undone and throws <see cref="ClaimLostException"/>. Null takes any.
    /// </param>
    /// <param name="parameters">Its parameters.</param>
    public void AtCommit(string sql, int? rows, params DataParameter[] parameters) => _final.Add(new(sql, rows, parameters));

    /// <summary>Does what was put off to the end; the database calls it before it commits.</summary>
    public async Task RunLastAsync()
    {
        foreach (var work in _last)
        {
            await work();
        }
        _last.Clear();
    }

    /// <summary>Does what would be sent with the commit; for a database that is in this process.</summary>
    public async Task RunFinalAsync()
    {
        foreach (var (sql, rows, parameters) in _final)
        {
            if (await this.ExecuteAsync(sql, parameters) is var changed && rows is { } wanted && changed != wanted)
            {
                throw new ClaimLostException();
            }
        }
        _final.Clear();
    }

    /// <summary>Forgets what was put off, because the transaction is undone.</summary>
    public void ForgetLast()
    {
        _last.Clear();
        _final.Clear();
        _late.Clear();
        _inserted.Clear();
    }

    /// <summary>Inserts a row that has an identity and gives it the number that the database chose.</summary>
    public async Task<T> InsertRowAsync<T>(T row, CancellationToken ct = default) where T : class, IEntityRow
    {
        row.Id = await this.ExecuteAsync<long>(RowStatements<T>.Insert + _lastId, ct, RowStatements<T>.InsertParameters(row));
        return row;
    }

    /// <summary>Writes a row back if nobody has changed it since it was read.</summary>
    /// <exception cref="ConflictException">Somebody has, or it is gone.</exception>
    public async Task UpdateVersionedAsync<T>(T row, CancellationToken ct = default) where T : class, IVersionedRow
    {
        if (await this.ExecuteAsync(RowStatements<T>.UpdateVersioned, ct, RowStatements<T>.UpdateParameters(row, row.Id, row.Version)) != 1)
        {
            throw new ConflictException(typeof(T).Name, row.Id);
        }
        row.Version++;
    }

    /// <summary>The row of a number, or null.</summary>
    public Task<T?> FindAsync<T>(long id, CancellationToken ct = default) where T : class, IEntityRow =>
        OnlyAsync<T>(RowStatements<T>.By(nameof(IEntityRow.Id)), DataParameter.Int64("value", id), ct);

    /// <summary>The row of a UUID, removed or not, or null.</summary>
    public Task<T?> FindAsync<T>(Guid uuid, CancellationToken ct = default) where T : class, IEntityRow =>
        OnlyAsync<T>(RowStatements<T>.By(nameof(IEntityRow.Uuid)), DataParameter.VarChar("value", uuid.ToString()), ct);

    /// <summary>The row of a number that another row names.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<T> GetAsync<T>(long id, CancellationToken ct = default) where T : class, IEntityRow =>
        await FindAsync<T>(id, ct) ?? throw new InvalidOperationException($"There is no {typeof(T).Name} with the number {id}.");

    /// <summary>The rows that have a number in a column, in no order.</summary>
    /// <param name="property">The row's property of that column.</param>
    /// <param name="value">The number.</param>
    /// <param name="ct">Gives up.</param>
    public Task<List<T>> ListAsync<T>(string property, long value, CancellationToken ct = default) where T : class =>
        this.QueryToListAsync<T>(RowStatements<T>.By(property), ct, DataParameter.Int64("value", value));

    /// <summary>The rows that have one of some numbers in a column, in no order.</summary>
    public async Task<List<T>> ListAsync<T>(string property, IReadOnlyCollection<long> values, CancellationToken ct = default) where T : class
    {
        List<T> rows = [];
        foreach (var part in values.Distinct().Chunk(MostParameters))
        {
            var parameters = new DataParameter[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)part.Length)];
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] = DataParameter.Int64($"id{i}", part[Math.Min(i, part.Length - 1)]);
            }
            rows.AddRange(await this.QueryToListAsync<T>(RowStatements<T>.ByAny(property, parameters.Length), ct, parameters));
        }
        return rows;
    }

    /// <summary>The rows of some numbers, by number; what is not there is left out.</summary>
    public async Task<Dictionary<long, T>> ByIdsAsync<T>(IReadOnlyCollection<long> ids, CancellationToken ct = default) where T : class, IEntityRow =>
        (await ListAsync<T>(nameof(IEntityRow.Id), ids, ct)).ToDictionary(row => row.Id);

    /// <summary>What a query finds, read again only if it may have changed since. Nobody may change it.</summary>
    /// <param name="query">Stands for the query: the same object at each run.</param>
    /// <param name="values">Its values.</param>
    /// <param name="read">Runs it, and nothing else.</param>
    public Task<T> KeepAsync<T>(object query, object?[] values, Func<Task<T>> read) =>
        Kept is { } kept ? kept.GetAsync(query, values, KeptSince, async () => (await read(), LastQuery!)) : read();

    /// <summary>
    /// A part of what a query finds. The limit is added to the text of the query when it runs: the library would put its numbers into the text, and write
    /// that anew for each page.
    /// </summary>
    /// <param name="query">A query that has no limit of its own.</param>
    /// <param name="skip">How much to leave out.</param>
    /// <param name="take">The most to read.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<List<T>> ListPartAsync<T>(IQueryable<T> query, long skip, int take, CancellationToken ct)
    {
        _commands.Limit = (skip, take);
        try
        {
            return await query.ToListAsync(ct);
        }
        finally
        {
            _commands.Limit = null;
        }
    }

    /// <summary>Begins a change of some columns of the row with a number.</summary>
    public RowChange<T> Change<T>(long id) where T : class, IEntityRow => new(this, id);

    private async Task<T?> OnlyAsync<T>(string sql, DataParameter parameter, CancellationToken ct) where T : class =>
        await this.QueryToListAsync<T>(sql, ct, parameter) is [var row] ? row : null;
}

/// <summary>A statement that goes with the commit.</summary>
internal sealed record FinalStatement(string Sql, int? Rows, DataParameter[] Parameters);
