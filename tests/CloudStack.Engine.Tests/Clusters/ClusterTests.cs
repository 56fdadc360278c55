namespace CloudStack.Engine.Tests.Clusters;

public sealed class ClusterTests
{
    [Test]
    public async Task A_cluster_is_listed_as_it_was_added()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 0, PoolsPerCluster = 0 });

        var cluster = (await cloud.RunAsync(new ListClusters { Id = zone.Cluster.Id })).Items.Single();

        Assert.That((cluster.Name, cluster.HypervisorType, cluster.ClusterType, cluster.AllocationState, cluster.ManagedState, cluster.PodName),
            Is.EqualTo(("cluster1", "Simulator", "CloudManaged", AllocationState.Enabled, ManagedState.Managed, "pod1")));
    }

    [Test]
    public async Task What_is_not_supported_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 1, HostsPerCluster = 0, PoolsPerCluster = 0 });
        var other = await TestZone.BuildAsync(cloud, new() { Name = "Other", HostsPerCluster = 0, PoolsPerCluster = 0 });
        var add = new AddCluster("new", "CloudManaged", "Simulator", zone.Pod.Id, zone.Zone.Id);

        Assert.Multiple(async () =>
        {
            Assert.That((await cloud.RefusedAsync(add with { ClusterType = "ExternalManaged" })).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
            Assert.That((await cloud.RefusedAsync(add with { ClusterType = "Odd" })).Message, Does.Contain("CloudManaged"));
            Assert.That((await cloud.RefusedAsync(add with { Url = "http://vc/dc" })).Message, Does.Contain("url"));
            Assert.That((await cloud.RefusedAsync(add with { VsmIpAddress = "10.0.0.1" })).Message, Does.Contain("vsmipaddress"));
            Assert.That((await cloud.RefusedAsync(add with { Hypervisor = "Odd" })).Message, Does.Contain("Odd"));
            Assert.That((await cloud.RefusedAsync(add with { ClusterName = "cluster1" })).Message, Does.Contain("cluster1"));
            Assert.That((await cloud.RefusedAsync(add with { PodId = other.Pod.Id })).Message, Does.Contain("not in the zone"));
        });
    }

    [Test]
    public async Task A_cluster_that_is_not_managed_lets_go_of_its_hosts()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        Assert.That((await cloud.RunAsync(new UpdateCluster(zone.Cluster.Id) { ManagedState = "Unmanaged" })).ManagedState, Is.EqualTo(ManagedState.Unmanaged));
        Assert.That((await cloud.RunAsync(new ListHosts())).Items.Single().State, Is.EqualTo(HostStatus.Disconnected));
        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That((await cloud.RunAsync(new ListHosts())).Items.Single().State, Is.EqualTo(HostStatus.Disconnected));
        Assert.That((await cloud.RefusedAsync(new ReconnectHost(zone.Host.Id))).Message, Does.Contain("not managed"));

        await cloud.RunAsync(new UpdateCluster(zone.Cluster.Id) { ManagedState = "Managed" });
        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That((await cloud.RunAsync(new ListHosts())).Items.Single().State, Is.EqualTo(HostStatus.Up));
        Assert.That((await cloud.RefusedAsync(new UpdateCluster(zone.Cluster.Id) { ManagedState = "PrepareUnmanaged" })).Message, Does.Contain("managedstate"));
    }

    [Test]
    public async Task A_cluster_is_renamed_disabled_and_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 2, PoolsPerCluster = 0 });

        var updated = await cloud.RunAsync(new UpdateCluster(zone.Cluster.Id) { ClusterName = "renamed", AllocationState = "Disabled" });

        Assert.That((updated.Name, updated.AllocationState), Is.EqualTo(("renamed", AllocationState.Disabled)));
        Assert.That((await cloud.RefusedAsync(new UpdateCluster(zone.Cluster.Id) { ClusterName = "cluster2" })).Message, Does.Contain("cluster2"));
        Assert.That((await cloud.RefusedAsync(new DeleteCluster(zone.Cluster.Id))).Message, Does.Contain("hosts"));
        Assert.That((await cloud.RunAsync(new ListClusters { AllocationState = "Disabled" })).Count, Is.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListClusters { Keyword = "clus", Hypervisor = "Simulator", PodId = zone.Pod.Id, ManagedState = "Managed" })).Count, Is.EqualTo(1));
        await cloud.RunAsync(new DeleteHost(zone.Host.Id) { Forced = true });
        await cloud.RunAsync(new DeleteCluster(zone.Cluster.Id));
        Assert.That((await cloud.RunAsync(new ListClusters())).Count, Is.EqualTo(1));
    }
}
