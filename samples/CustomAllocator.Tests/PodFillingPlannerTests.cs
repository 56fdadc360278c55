namespace CustomAllocator.Tests;

[TestFixture]
internal sealed class PodFillingPlannerTests
{
    [Test]
    public void The_fullest_pod_is_filled_before_another_is_begun()
    {
        var zone = new TestZone("podfilling");
        zone.AddHost(zone.AddCluster(zone.AddPod("first"), "c1"), "in the empty pod");
        var begun = zone.AddPod("second");
        zone.AddHost(zone.AddCluster(begun, "c2"), "in the empty cluster of the begun pod");
        zone.Use(zone.AddHost(zone.AddCluster(begun, "c3"), "in use"), 2);
        var places = Enumerable.Range(0, 13).Select(_ => zone.Place()).ToList();
        Assert.That(places.Take(4), Is.All.EqualTo("in use"), "the cluster takes no more above 85 %");
        Assert.That(places.Skip(4).Take(6), Is.All.EqualTo("in the empty cluster of the begun pod"));
        Assert.That(places.Skip(10), Is.All.EqualTo("in the empty pod"));
    }

    [Test]
    public void Nothing_fits_where_all_is_full()
    {
        var zone = new TestZone("podfilling");
        zone.Use(zone.AddHost(zone.AddCluster(zone.AddPod("pod"), "cluster"), "full"), 8);
        Assert.That(zone.Place(), Does.StartWith("No place"));
    }
}
