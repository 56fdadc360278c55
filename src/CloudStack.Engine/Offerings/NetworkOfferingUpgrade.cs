namespace CloudStack.Engine;

/// <summary>Whether a network can change from one offering to another.</summary>
internal static class NetworkOfferingUpgrade
{
    public static bool Fits(NetworkOfferingRow from, NetworkOfferingRow to) =>
        from.TrafficType == to.TrafficType && from.GuestType == to.GuestType && from.Tags == to.Tags
        && from.SpecifyVlan == to.SpecifyVlan && from.SpecifyIpRanges == to.SpecifyIpRanges;
}
