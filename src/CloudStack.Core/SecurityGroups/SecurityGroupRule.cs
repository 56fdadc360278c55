namespace CloudStack;

/// <summary>One rule of a security group.</summary>
[View("ingressrule")]
public sealed record SecurityGroupRule
{
    /// <summary>Its id.</summary>
    public SecurityGroupRuleId RuleId { get; init; }

    /// <summary>Protocol: <c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>all</c> or a number.</summary>
    public string? Protocol { get; init; }

    /// <summary>ICMP type; -1 is any.</summary>
    public int? IcmpType { get; init; }

    /// <summary>ICMP code; -1 is any.</summary>
    public int? IcmpCode { get; init; }

    /// <summary>First port.</summary>
    public int? StartPort { get; init; }

    /// <summary>Last port.</summary>
    public int? EndPort { get; init; }

    /// <summary>Group whose VMs are the other side; null when a range is.</summary>
    public string? SecurityGroupName { get; init; }

    /// <summary>Account that owns that group.</summary>
    public string? Account { get; init; }

    /// <summary>Range that is the other side; null when a group is.</summary>
    public string? Cidr { get; init; }
}
