namespace CloudStack;

/// <summary>
/// Lists the hosts that would take a virtual machine, in the order in which they would be chosen, without placing anything; and, of hosts that were passed
/// over, why. With a random policy the order is that of one throw. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="Request">The deployment to try.</param>
[Command("listPlacementCandidates", Access = Role.Admin)]
public sealed record ListPlacementCandidates(DeployVirtualMachine Request) : ICommand<PlacementCandidates>
{
    /// <summary>How many hosts, from 1; 10 where it is not said, -1 for all.</summary>
    public int? Limit { get; init; }
}

/// <summary>The hosts that would take a virtual machine.</summary>
[View("placementcandidates")]
public sealed record PlacementCandidates
{
    /// <summary>The hosts, best first.</summary>
    public IReadOnlyList<PlacementCandidate> Candidate { get; init; } = [];

    /// <summary>Hosts that were passed over, those first that lack least.</summary>
    public IReadOnlyList<PassedOverHost> Refused { get; init; } = [];

    /// <summary>In one sentence, why there is no host; null when there is one.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A host that would take the virtual machine.</summary>
[View("candidate")]
public sealed record PlacementCandidate
{
    /// <summary>Its place in the order, from 1.</summary>
    public int Position { get; init; }

    /// <summary>The host.</summary>
    public HostId HostId { get; init; }

    /// <summary>Its name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>Its cluster.</summary>
    public ClusterId ClusterId { get; init; }

    /// <summary>Its cluster's name.</summary>
    public string ClusterName { get; init; } = "";

    /// <summary>Its pod.</summary>
    public PodId PodId { get; init; }

    /// <summary>The sum of the preferences; higher comes first, and equals in the order of the policy.</summary>
    public double Score { get; init; }

    /// <summary>MHz that are free, over-provisioning counted.</summary>
    public long CpuFree { get; init; }

    /// <summary>MHz that there are, over-provisioning counted.</summary>
    public long CpuTotal { get; init; }

    /// <summary>MiB of memory that are free, over-provisioning counted.</summary>
    public long MemoryFree { get; init; }

    /// <summary>MiB of memory that there are, over-provisioning counted.</summary>
    public long MemoryTotal { get; init; }

    /// <summary>How many guests it runs.</summary>
    public int Guests { get; init; }
}

/// <summary>A host that does not take the virtual machine.</summary>
[View("refused")]
public sealed record PassedOverHost
{
    /// <summary>The host.</summary>
    public HostId HostId { get; init; }

    /// <summary>Its name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>The first rule that refuses it.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Why, with figures.</summary>
    public string? Reason { get; init; }

    /// <summary>The smallest changes that would admit it, one for each rule that refuses it.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
