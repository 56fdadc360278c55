using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Sagas;

/// <summary>
/// Drives each saga through every fault: each step failed and killed before it, at its commit and after it, and the same for each undo. However it
/// goes, it ends in the finished state or the clean slate, and the books are right: no capacity, address, VLAN or volume leaks.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SagaFaultTests
{
    private static readonly Scenario[] Scenarios =
    [
        new("deploy", vms => Task.FromResult<ICommand>(vms.Deployment("victim"))),
        new("start", async vms =>
        {
            var vm = await vms.DeployAsync("victim");
            await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
            return new StartVirtualMachine(vm.Id);
        }),
        new("stop", async vms => new StopVirtualMachine((await vms.DeployAsync("victim")).Id)),
        new("reboot", async vms => new RebootVirtualMachine((await vms.DeployAsync("victim")).Id)),
        new("destroy", async vms => new DestroyVirtualMachine((await vms.DeployAsync("victim")).Id)),
        new("migrate", async vms =>
        {
            var vm = await vms.DeployAsync("victim");
            return new MigrateVirtualMachine(vm.Id) { HostId = vms.Zone.Hosts.First(host => host.Id != vm.HostId).Id };
        }),
        new("deploy into an affinity group", async vms => vms.Deployment("victim") with { AffinityGroupNames = [await GroupAsync(vms, Caller.System)] }),
        new("migrate a member of an affinity group", async vms =>
        {
            var vm = await vms.Cloud.RunAsync(vms.Deployment("victim") with { AffinityGroupNames = [await GroupAsync(vms, Caller.Root)] });
            return new MigrateVirtualMachine(vm.Id) { HostId = vms.Zone.Hosts.First(host => host.Id != vm.HostId).Id };
        }),
        new("create affinity group", _ => Task.FromResult<ICommand>(new CreateAffinityGroup(Guid.NewGuid().ToString(), "host anti-affinity"))),
        new("expunge", async vms =>
        {
            var vm = await vms.DeployAsync("victim");
            await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));
            return new ExpungeVirtualMachine(vm.Id);
        }),
        new("restore", async vms => new RestoreVirtualMachine((await vms.DeployAsync("victim")).Id)),
        new("attach volume", async vms => new AttachVolume((await vms.CreateVolumeAsync()).Id, (await vms.DeployAsync("victim")).Id)),
        new("detach volume", async vms => new DetachVolume { Id = (await vms.AttachedVolumeAsync((await vms.DeployAsync("victim")).Id)).Id }),
        new("expunge volume", async vms =>
        {
            var volume = await vms.AttachedVolumeAsync((await vms.DeployAsync("victim")).Id);
            await vms.Cloud.RunAsync(new DetachVolume { Id = volume.Id });
            await vms.Cloud.Database.WriteAsync(async db =>
            {
                await db.Volumes.Where(row => row.Uuid == volume.Id.Value).Set(row => row.State, VolumeState.Destroy).UpdateAsync();
                await vms.Cloud.Get<ResourceCounter>().GiveBackAsync(db, Identity.AdminAccountId, Identity.RootDomainId, ResourceType.Volume);
            });
            return new ExpungeVolume(volume.Id);
        }),
        new("attach iso", async vms => new AttachIso((await vms.IsoAsync()).Id, (await vms.DeployAsync("victim")).Id)),
        new("detach iso", async vms =>
        {
            var vm = await vms.DeployAsync("victim");
            await vms.Cloud.RunAsync(new AttachIso((await vms.IsoAsync()).Id, vm.Id));
            return new DetachIso(vm.Id);
        }),
        new("prepare template", async vms => new PrepareTemplateOnPool((await vms.FreshTemplateAsync()).Id, vms.Zone.Pool.Id)),
        new("snapshot", async vms => new CreateSnapshot((await vms.AttachedVolumeAsync((await vms.DeployAsync("victim")).Id)).Id)),
        new("delete snapshot", async vms => new DeleteSnapshot((await SnapshotAsync(vms)).Id)),
        new("volume from snapshot", async vms => new CreateVolume("copy") { SnapshotId = (await SnapshotAsync(vms)).Id }),
        new("template from volume", async vms => new CreateTemplate("t", "t", vms.Template.OsTypeId!.Value) { VolumeId = (await DetachedAsync(vms)).Id }),
        new("resize volume", async vms =>
        {
            var medium = (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Medium" }))[0];
            return new ResizeVolume { Id = (await vms.AttachedVolumeAsync((await vms.DeployAsync("victim")).Id)).Id, DiskOfferingId = medium.Id };
        }),
        new("move volume", async vms =>
        {
            var volume = await DetachedAsync(vms);
            return new MigrateVolume(vms.Zone.Pools.First(pool => pool.Name != volume.Storage).Id, volume.Id);
        }),
        new("extract volume", async vms => new ExtractVolume((await DetachedAsync(vms)).Id, "HTTP_DOWNLOAD", vms.Zone.Zone.Id)),
        new("add nic", async vms => new AddNicToVirtualMachine((await vms.SecondNetworkAsync()).Id, (await vms.DeployAsync("victim")).Id)),
        new("remove nic", async vms =>
        {
            var vm = await vms.Cloud.RunAsync(new AddNicToVirtualMachine((await vms.SecondNetworkAsync()).Id, (await vms.DeployAsync("victim")).Id));
            return new RemoveNicFromVirtualMachine(vm.Nic.Single(nic => nic.IsDefault == false).Id, vm.Id);
        }),
    ];

    [TestCaseSource(nameof(ScenarioNames))]
    public async Task A_saga_survives_every_fault_at_every_point(string name)
    {
        var scenario = Scenarios.First(scenario => scenario.Name == name);
        var store = Directory.CreateTempSubdirectory("cloudstack-faults-");
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3, PoolsPerCluster = 2 }, services => services.AddSingleton<Drivers.IImageStore>(new FolderImageStore()));
        await vms.Cloud.RunAsync(new AddSecondaryStorage($"file://{store.FullName}") { ZoneId = vms.Zone.Zone.Id });
        var points = await PointsAsync(vms, scenario);
        Assert.That(points, Is.Not.Empty);
        await ClearAsync(vms);

        foreach (var (step, point) in points)
        {
            foreach (var kill in new[] { false, true })
            {
                await RunAsync(vms, scenario, new Fault(step, point, kill, Undo: null, UndoPoint: default));
            }
            foreach (var undo in UndoesOf(points, step, point))
            {
                foreach (var undoPoint in new[] { SagaPoint.Before, SagaPoint.Committing, SagaPoint.After })
                {
                    await RunAsync(vms, scenario, new Fault(step, point, Kill: false, undo, undoPoint));
                }
            }
        }
        Assert.That(store.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.FullName.Contains("extracted", StringComparison.Ordinal)), Is.Empty);
        store.Delete(recursive: true);
    }

    private static async Task<Volume> DetachedAsync(TestVms vms) =>
        await vms.Cloud.RunAsync(new DetachVolume { Id = (await vms.AttachedVolumeAsync((await vms.DeployAsync("victim")).Id)).Id });

    private static async Task<string> GroupAsync(TestVms vms, Caller owner) =>
        (await vms.Cloud.Cloud.ExecuteAsync(new CreateAffinityGroup(Guid.NewGuid().ToString(), "host anti-affinity"), owner)).Name!;

    private static async Task<Snapshot> SnapshotAsync(TestVms vms) => await vms.Cloud.RunAsync(new CreateSnapshot((await DetachedAsync(vms)).Id));

    /// <summary>The undos to kill: all of them, after the failure that leaves most to undo.</summary>
    private static IReadOnlyList<string> UndoesOf(List<(string Step, SagaPoint Point)> points, string step, SagaPoint point) => point == SagaPoint.Committing
        ? [.. points.Select(one => one.Step).Distinct().TakeWhile(one => one != step), step] : [];

    private static IEnumerable<string> ScenarioNames() => Scenarios.Select(scenario => scenario.Name);

    /// <summary>The steps of a saga that nothing disturbs.</summary>
    private static async Task<List<(string Step, SagaPoint Point)>> PointsAsync(TestVms vms, Scenario scenario)
    {
        var command = await scenario.Command(vms);
        List<(string, SagaPoint)> points = [];
        var jobs = vms.Cloud.Get<JobRunner>();
        jobs.Observer = notice =>
        {
            if (notice.Command == command.GetType().GetCustomAttributes(false).OfType<CommandAttribute>().Single().Name)
            {
                points.Add((notice.Step, notice.Point));
            }
            return Task.CompletedTask;
        };
        await vms.Cloud.Cloud.StartAsync(command, Caller.System);
        await jobs.WhenIdleAsync();
        jobs.Observer = null;
        return points;
    }

    private static async Task RunAsync(TestVms vms, Scenario scenario, Fault fault)
    {
        var command = await scenario.Command(vms);
        var jobs = vms.Cloud.Get<JobRunner>();
        var thrown = new HashSet<string>();
        jobs.Observer = notice => (!notice.IsUndo && notice.Step == fault.Step && notice.Point == fault.Point && thrown.Add("step"))
            || (notice.IsUndo && notice.Step == fault.Undo && notice.Point == fault.UndoPoint && thrown.Add("undo"))
            ? throw (fault.Kill || notice.IsUndo ? new SagaKilledException() : new InvalidOperationException("planned")) : Task.CompletedTask;
        var started = await vms.Cloud.Cloud.StartAsync(command, Caller.System);
        await PassTimeAsync(vms, jobs.WhenIdleAsync());
        for (var restart = 0; restart < 3 && await LeftAsync(vms) is { Count: > 0 } left; restart++)
        {
            await FenceAsync(vms, left);
            jobs.Resume(left);
            await PassTimeAsync(vms, jobs.WhenIdleAsync());
        }
        jobs.Observer = null;

        var job = await vms.Cloud.Database.ReadAsync(db => db.Jobs.FirstAsync(row => row.Uuid == started.JobId.Value));
        Assert.That(job.Phase, Is.EqualTo(SagaPhase.Done), $"{scenario.Name}: {fault}: {job.ErrorText}");
        Assert.That(await vms.DriftAsync(), Is.Empty, $"{scenario.Name}: {fault}");
        var states = await vms.Cloud.Database.ReadAsync(db => db.VirtualMachines.Where(row => row.Removed == null).Select(row => row.State).ToListAsync());
        Assert.That(states, Has.None.AnyOf(VirtualMachineState.Starting, VirtualMachineState.Stopping, VirtualMachineState.Migrating), $"{scenario.Name}: {fault}");
        var volumes = await vms.Cloud.Database.ReadAsync(db => db.Volumes.Where(row => row.Removed == null).ToListAsync());
        Assert.That(volumes.Select(volume => volume.State), Has.None.AnyOf(VolumeState.Creating, VolumeState.Destroying, VolumeState.Snapshotting, VolumeState.Resizing, VolumeState.Migrating), $"{scenario.Name}: {fault}");
        Assert.That(volumes.Count(volume => volume is { Type: VolumeType.Root, VmId: not null }), Is.EqualTo(states.Count(state => state != VirtualMachineState.Error)), $"{scenario.Name}: {fault}");
        await CheckHostsAsync(vms, $"{scenario.Name}: {fault}");
        await ClearAsync(vms);
    }

    /// <summary>On the hosts runs what the database says, and nothing else.</summary>
    private static async Task CheckHostsAsync(TestVms vms, string what)
    {
        var expected = await vms.Cloud.Database.ReadAsync(db => (from vm in db.VirtualMachines
                                                                 join host in db.Hosts on vm.HostId equals host.Id
                                                                 where vm.State == VirtualMachineState.Running && vm.Removed == null
                                                                 orderby vm.Id
                                                                 select host.Name + "/" + vm.InstanceName).ToListAsync());
        var hosts = await vms.Cloud.Database.ReadAsync(db => db.Hosts.Where(row => row.Removed == null && row.Type == "Routing").ToListAsync());
        List<string> found = [];
        foreach (var host in hosts)
        {
            var connection = await vms.Cloud.Get<HypervisorGateway>().ConnectAsync(host, CancellationToken.None);
            var observed = await connection.CallAsync((driver, endpoint) => driver.ObserveAsync(endpoint, CancellationToken.None), CancellationToken.None);
            found.AddRange(observed.Where(vm => vm.Power == Drivers.VmPower.Running).Select(vm => $"{host.Name}/{vm.Name}"));
        }
        Assert.That(found, Is.EquivalentTo(expected), what);
    }

    /// <summary>Destroys and expunges what the last fault left, so that the next one finds the same cloud.</summary>
    private static async Task ClearAsync(TestVms vms)
    {
        foreach (var vm in await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true }))
        {
            if (vm.State is not (VirtualMachineState.Destroyed or VirtualMachineState.Expunging))
            {
                await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));
            }
        }
        foreach (var vm in await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true }))
        {
            await vms.Cloud.Cloud.ExecuteAsync(new ExpungeVirtualMachine(vm.Id), Caller.System);
        }
        foreach (var volume in await vms.Cloud.RunAsync(new ListVolumes { ListAll = true }))
        {
            await vms.Cloud.RunAsync(new DeleteVolume(volume.Id));
        }
        foreach (var snapshot in await vms.Cloud.RunAsync(new ListSnapshots { ListAll = true }))
        {
            await vms.Cloud.RunAsync(new DeleteSnapshot(snapshot.Id));
        }
        foreach (var template in (await vms.Cloud.RunAsync(new ListTemplates("all"))).Items.Where(template => template.Id != vms.Template.Id && template.Name == "t"))
        {
            var place = await vms.Cloud.Database.ReadAsync(db => db.TemplateZones.FirstAsync(row => db.Templates.Any(one => one.Id == row.TemplateId && one.Uuid == template.Id.Value)));
            await vms.Cloud.RunAsync(new DeleteTemplate(template.Id));
            await vms.Cloud.Database.WriteAsync(db => ImageRemovals.AddAsync(db, place.StoreId!.Value, place.Path!, vms.Cloud.Time.GetUtcNow()));
        }
        await vms.RoundAsync<ImageRemovals>();
        Assert.That(await vms.CountAsync(ResourceType.Snapshot), Is.Zero);
        await vms.RoundAsync<VolumeCleanup>();
        Assert.That(await vms.CountAsync(ResourceType.UserVm), Is.Zero);
        Assert.That(await vms.CountAsync(ResourceType.Volume), Is.Zero);
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.Volumes.CountAsync(row => row.Removed == null)), Is.Zero);
    }

    private static Task<List<JobRow>> LeftAsync(TestVms vms) =>
        vms.Cloud.Database.ReadAsync(db => db.Jobs.Where(row => row.Status == JobStatus.InProgress).ToListAsync());

    /// <summary>What another server does before it takes a job over.</summary>
    private static Task FenceAsync(TestVms vms, List<JobRow> jobs) => vms.Cloud.Database.WriteAsync(async db =>
    {
        foreach (var job in jobs)
        {
            await db.Jobs.Where(row => row.Id == job.Id).Set(row => row.Fence, job.Fence + 1).UpdateAsync();
            job.Fence++;
        }
    });

    private static async Task PassTimeAsync(TestVms vms, Task task)
    {
        while (!task.IsCompleted)
        {
            vms.Cloud.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(1));
        }
        await task;
    }

    private sealed record Scenario(string Name, Func<TestVms, Task<ICommand>> Command);

    private sealed record Fault(string Step, SagaPoint Point, bool Kill, string? Undo, SagaPoint UndoPoint);
}
