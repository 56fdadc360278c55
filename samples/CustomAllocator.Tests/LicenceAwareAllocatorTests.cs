namespace CustomAllocator.Tests;

[TestFixture]
internal sealed class LicenceAwareAllocatorTests
{
    private const string Tag = "windows-licence";

    [Test]
    public void A_vm_that_needs_the_licence_joins_the_licensed_host_that_runs_guests()
    {
        var zone = new TestZone();
        var cluster = zone.AddCluster(zone.AddPod("pod"), "cluster");
        zone.AddHost(cluster, "plain");
        zone.AddHost(cluster, "licensed, empty", Tag);
        zone.Use(zone.AddHost(cluster, "licensed, in use", Tag), 4);
        Assert.That(zone.Place(templateTag: Tag), Is.EqualTo("licensed, in use"));
        Assert.That(zone.Place(hostTag: Tag), Is.EqualTo("licensed, in use"), "the offering may ask for it, too");
    }

    [Test]
    public void Vms_that_need_the_licence_stay_on_one_host_until_it_is_full()
    {
        var zone = new TestZone();
        var cluster = zone.AddCluster(zone.AddPod("pod"), "cluster");
        for (var host = 1; host <= 3; host++)
        {
            zone.AddHost(cluster, $"licensed {host}", Tag);
        }
        var places = Enumerable.Range(0, 9).Select(_ => zone.Place(templateTag: Tag)).ToList();
        Assert.That(places.Take(8).Distinct().Count(), Is.EqualTo(1), "a host has eight cores");
        Assert.That(places[8], Is.Not.EqualTo(places[0]));
    }

    [Test]
    public void A_vm_that_needs_no_licence_leaves_licensed_hosts_alone_while_there_are_others()
    {
        var zone = new TestZone();
        var cluster = zone.AddCluster(zone.AddPod("pod"), "cluster");
        zone.Use(zone.AddHost(cluster, "licensed", Tag), 1);
        zone.Use(zone.AddHost(cluster, "plain"), 7);
        Assert.That(zone.Place(), Is.EqualTo("plain"));
        Assert.That(zone.Place(), Is.EqualTo("licensed"), "the last place is better than none");
    }

    [Test]
    public void A_vm_that_needs_the_licence_goes_to_no_host_without_it()
    {
        var zone = new TestZone();
        zone.AddHost(zone.AddCluster(zone.AddPod("pod"), "cluster"), "plain");
        Assert.That(zone.Place(templateTag: Tag), Does.StartWith("No place"));
    }

    [Test]
    public void The_tag_is_a_setting_of_the_plugin()
    {
        var zone = new TestZone(settings: ("licence.tag", "oracle"));
        var cluster = zone.AddCluster(zone.AddPod("pod"), "cluster");
        zone.AddHost(cluster, "oracle", "oracle");
        zone.AddHost(cluster, "windows", Tag);
        Assert.That(zone.Place(), Is.EqualTo("windows"), "which is a tag like any other then");
        Assert.That(zone.Place(templateTag: "oracle"), Is.EqualTo("oracle"));
    }
}
