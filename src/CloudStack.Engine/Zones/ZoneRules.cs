namespace CloudStack.Engine;

/// <summary>What holds for zones in more than one command.</summary>
internal static class ZoneRules
{
    private static readonly Cidr[] PrivateNetworks = [Cidr.Of("10.0.0.0", 8), Cidr.Of("172.16.0.0", 12), Cidr.Of("192.168.0.0", 16)];

    /// <summary>A guest CIDR of an advanced zone: private addresses only, since guests reach the world through NAT.</summary>
    public static string GuestCidr(string text)
    {
        var cidr = Cidr.Parse("guestcidraddress", text);
        return Array.Exists(PrivateNetworks, net => cidr.First >= net.First && cidr.Last <= net.Last) ? cidr.ToString()
            : throw CloudStackException.Invalid($"guestcidraddress {text} must lie in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.");
    }

    /// <summary>Only root administrators may put something into a disabled zone.</summary>
    public static void CheckUsable(ZoneRow zone, Identity caller)
    {
        if (zone.AllocationState == AllocationState.Disabled && !caller.IsRoot)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled; only a root administrator may add to it until it is enabled.");
        }
    }

    public static void CheckPodIn(ZoneRow zone, PodRow pod)
    {
        if (pod.ZoneId != zone.Id)
        {
            throw CloudStackException.Invalid($"The pod {pod.Name} is not in the zone {zone.Name}.");
        }
    }

    public static void CheckClusterIn(PodRow pod, ClusterRow cluster)
    {
        if (cluster.PodId != pod.Id)
        {
            throw CloudStackException.Invalid($"The cluster {cluster.Name} is not in the pod {pod.Name}.");
        }
    }
}
