namespace CloudStack.Engine;

/// <summary>What createNetwork is to make, checked as far as that goes without the database's current state.</summary>
internal sealed record NetworkPlan(
    ZoneRow Zone, NetworkOfferingRow Offering, PhysicalNetworkRow Physical, IReadOnlyList<NetworkOfferingServiceRow> Services, NetworkRow Row, IpRange Range, string? Vlan)
{
    public bool IsBasic => Zone.NetworkType == ZoneNetworkType.Basic;

    /// <summary>4.1 counts the networks that accounts have for themselves and that take their VLAN from the pool.</summary>
    public bool IsCounted => !Offering.SpecifyVlan && Row.AclType == NetworkRules.AccountAcl;
}
