namespace CloudStack.Placement;

/// <summary>What one affinity group asks of the place of a VM.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Type">What it asks.</param>
/// <param name="Members">The group's other VMs that have a host; one that is being migrated comes with both its hosts.</param>
public sealed record AffinityRule(AffinityGroupId GroupId, string Name, AffinityType Type, IReadOnlyList<AffinityMember> Members)
{
    /// <summary>Whether a place that breaks it is refused; otherwise it is only avoided.</summary>
    public bool IsHard => Type is AffinityType.HostAffinity or AffinityType.HostAntiAffinity;

    /// <summary>Whether it wants the members on one host, by need or by preference.</summary>
    public bool KeepsTogether => Type is AffinityType.HostAffinity or AffinityType.NonStrictHostAffinity;

    /// <summary>Whether it wants the members on different hosts, by need or by preference.</summary>
    public bool KeepsApart => Type is AffinityType.HostAntiAffinity or AffinityType.NonStrictHostAntiAffinity;

    /// <summary>The first member that stands against a host: of those to be kept apart one that is there, of those to be kept together one that is not. Null when none does.</summary>
    /// <param name="host">The host.</param>
    public AffinityMember? MemberAgainst(HostId host)
    {
        if (!KeepsApart && !KeepsTogether) return null;
        for (var i = 0; i < Members.Count; i++)
        {
            if ((Members[i].HostId == host) == KeepsApart) return Members[i];
        }
        return null;
    }

    /// <summary>Why a member stands against a host, in one line.</summary>
    /// <param name="member">What <see cref="MemberAgainst"/> gave.</param>
    public string Reason(AffinityMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return KeepsApart ? $"anti-affinity group {Name}: vm {member.Vm} runs here" : $"affinity group {Name}: vm {member.Vm} runs on host {member.Host}";
    }
}

/// <summary>Another VM of an affinity group, and a host of it.</summary>
/// <param name="Vm">The VM's name on the hypervisor, for messages.</param>
/// <param name="HostId">The host that it is on or is coming to.</param>
/// <param name="Host">That host's name, for messages.</param>
public sealed record AffinityMember(string Vm, HostId HostId, string Host);
