namespace CloudStack.Engine.Tests.Access;

/// <summary>A project with a regular member and one thing of each kind that it can own; and a stranger, who is a user of the same domain.</summary>
internal sealed class ProjectEntities
{
    private readonly TestCloud _cloud;
    private int _count;

    private ProjectEntities(TestCloud cloud) => _cloud = cloud;

    public UserId Member { get; private set; }

    public UserId Stranger { get; private set; }

    private Guid Project { get; set; }

    private DomainId Domain { get; set; }

    private static Type[] Kinds { get; } =
    [
        typeof(ProjectId), typeof(ProjectInvitationId), typeof(VirtualMachineId), typeof(VolumeId), typeof(NetworkId), typeof(TemplateId), typeof(InstanceGroupId),
        typeof(SnapshotId), typeof(AffinityGroupId),
    ];

    public static async Task<ProjectEntities> StartAsync(TestCloud cloud)
    {
        var entities = new ProjectEntities(cloud) { Domain = await TestAccounts.DomainAsync(cloud, "sales") };
        var owner = await TestAccounts.UserAsync(cloud, "owner", entities.Domain);
        entities.Member = await TestAccounts.UserAsync(cloud, "member", entities.Domain);
        entities.Stranger = await TestAccounts.UserAsync(cloud, "stranger", entities.Domain);
        var project = await cloud.RunAsync(new CreateProject("text", "project"), owner);
        await cloud.RunAsync(new AddAccountToProject(project.Id) { Account = "member" }, owner);
        entities.Project = project.Id.Value;
        return entities;
    }

    /// <summary>Whether a command takes a project, or needs something that a project can own.</summary>
    public static bool Concerns(CommandDescriptor command) => command.Parameters.Any(parameter => Fills(parameter) && Kinds.Contains(parameter.EntityIdType));

    /// <summary>The command with the project, and with new things of the project and of the cloud where it needs some.</summary>
    public async Task<ICommand> CommandAsync(CommandDescriptor command, Func<ParameterDescriptor, object> other)
    {
        var rows = await _cloud.Database.WriteAsync(AddRowsAsync);
        return (ICommand)command.Create(command.Parameters.Where(Fills).ToDictionary(parameter => parameter.Name, parameter => (object?)Value(parameter)));

        object Value(ParameterDescriptor parameter)
        {
            if (parameter.EntityIdType is not { } kind || !rows.TryGetValue(kind, out var uuid))
            {
                return parameter.ValueType == typeof(string) && parameter.Name.StartsWith("resourcetype", StringComparison.Ordinal) ? "Project" : other(parameter);
            }
            var id = kind.GetMethod("From")!.Invoke(null, [uuid])!;
            if (!parameter.IsList)
            {
                return id;
            }
            var list = Array.CreateInstance(kind, 1);
            list.SetValue(id, 0);
            return list;
        }
    }

    private static bool Fills(ParameterDescriptor parameter) => parameter.Required || (parameter.EntityIdType == typeof(ProjectId) && parameter.Name is "projectid" or "id");

    private async Task<Dictionary<Type, Guid>> AddRowsAsync(Db db)
    {
        var number = ++_count;
        var project = await db.Projects.FirstAsync(row => row.Uuid == Project);
        var (account, domain, now) = (project.AccountId, project.DomainId, _cloud.Time.GetUtcNow());
        var zone = await db.InsertRowAsync(new ZoneRow { Uuid = Guid.NewGuid(), Name = $"zone{number}", AllocationState = AllocationState.Enabled, Created = now });
        var network = await db.InsertRowAsync(new NetworkRow
        {
            Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"network{number}", ZoneId = zone.Id, TrafficType = "Guest", GuestType = GuestType.Isolated, AclType = "Account", Created = now,
        });
        var template = await db.InsertRowAsync(new TemplateRow
        {
            Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"template{number}", UniqueName = $"template{number}", Type = "USER", Format = "QCOW2", Created = now,
        });
        var vm = await db.InsertRowAsync(new VirtualMachineRow
        {
            Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Type = "User", Name = $"vm{number}", InstanceName = $"i-{number}-VM", State = VirtualMachineState.Stopped, ZoneId = zone.Id, Created = now,
        });
        var nic = await db.InsertRowAsync(new NicRow { Uuid = Guid.NewGuid(), VmId = vm.Id, NetworkId = network.Id });
        var volume = await db.InsertRowAsync(new VolumeRow
        {
            Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"volume{number}", Type = VolumeType.DataDisk, State = VolumeState.Allocated, ZoneId = zone.Id, Created = now,
        });
        var snapshot = await db.InsertRowAsync(new SnapshotRow
        {
            Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"snapshot{number}", State = SnapshotState.BackedUp, VolumeId = volume.Id, ZoneId = zone.Id, Created = now,
        });
        var pool = await db.InsertRowAsync(new StoragePoolRow { Uuid = Guid.NewGuid(), ZoneId = zone.Id, Name = $"pool{number}", Type = "NetworkFilesystem", Created = now });
        var group = await db.InsertRowAsync(new InstanceGroupRow { Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"group{number}", Created = now });
        var affinityGroup = await db.InsertRowAsync(new AffinityGroupRow { Uuid = Guid.NewGuid(), AccountId = account, DomainId = domain, Name = $"affinity{number}", LiveName = $"affinity{number}", Created = now });
        var invitation = await db.InsertRowAsync(new ProjectInvitationRow
        {
            Uuid = Guid.NewGuid(), ProjectId = project.Id, DomainId = domain, Email = $"{number}@example.com", Token = $"{number}", State = ProjectInvitationState.Pending, Created = now,
        });
        return new()
        {
            [typeof(ProjectId)] = Project,
            [typeof(ProjectInvitationId)] = invitation.Uuid,
            [typeof(VirtualMachineId)] = vm.Uuid,
            [typeof(NicId)] = nic.Uuid,
            [typeof(VolumeId)] = volume.Uuid,
            [typeof(SnapshotId)] = snapshot.Uuid,
            [typeof(StoragePoolId)] = pool.Uuid,
            [typeof(NetworkId)] = network.Uuid,
            [typeof(TemplateId)] = template.Uuid,
            [typeof(InstanceGroupId)] = group.Uuid,
            [typeof(AffinityGroupId)] = affinityGroup.Uuid,
            [typeof(ZoneId)] = zone.Uuid,
            [typeof(DomainId)] = Domain.Value,
            [typeof(ServiceOfferingId)] = await db.ServiceOfferings.Select(row => row.Uuid).FirstAsync(),
            [typeof(DiskOfferingId)] = await db.DiskOfferings.Select(row => row.Uuid).FirstAsync(),
            [typeof(NetworkOfferingId)] = await db.NetworkOfferings.Select(row => row.Uuid).FirstAsync(),
            [typeof(GuestOsId)] = await db.GuestOsTypes.Select(row => row.Uuid).FirstAsync(),
        };
    }
}
