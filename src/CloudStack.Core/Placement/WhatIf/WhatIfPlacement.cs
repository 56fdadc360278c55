namespace CloudStack;

/// <summary>
/// Tells what would happen, without doing it: how many more such virtual machines fit and where, with hosts lost, another size, or other over-provisioning;
/// and whether what runs on the lost hosts would start again elsewhere. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="Request">The deployment to try.</param>
[Command("whatIfPlacement", Access = Role.Admin)]
public sealed record WhatIfPlacement(DeployVirtualMachine Request) : ICommand<WhatIfReport>
{
    /// <summary>How many to try; as many as fit without it.</summary>
    public int? Count { get; init; }

    /// <summary>Hosts that are lost.</summary>
    public IReadOnlyList<HostId>? LostHostIds { get; init; }

    /// <summary>A pod that is lost with all its hosts.</summary>
    public PodId? LostPodId { get; init; }

    /// <summary>Over-provisioning of CPU instead of the setting's.</summary>
    public double? CpuFactor { get; init; }

    /// <summary>Over-provisioning of memory instead of the setting's.</summary>
    public double? MemoryFactor { get; init; }

    /// <summary>Cores instead of the offering's.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>MHz of each core instead of the offering's.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Memory in MiB instead of the offering's.</summary>
    public int? Memory { get; init; }
}

/// <summary>What would happen.</summary>
[View("whatif")]
public sealed record WhatIfReport
{
    /// <summary>How many of the virtual machines that were asked for fit.</summary>
    public long Fitting { get; init; }

    /// <summary>The hosts that take them.</summary>
    public IReadOnlyList<WhatIfHost> Hosts { get; init; } = [];

    /// <summary>In one sentence, why no more fit; null when as many fit as were asked for.</summary>
    public string? Refusal { get; init; }

    /// <summary>Which filter refused which cluster, host or pool for the first that did not fit, a line each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>How many virtual machines of lost hosts would start again elsewhere.</summary>
    public int Restarted { get; init; }

    /// <summary>The virtual machines of lost hosts that would not, with the reason, a line each.</summary>
    public IReadOnlyList<string> NotRestarted { get; init; } = [];
}

/// <summary>How many virtual machines a host would take.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many.</param>
public sealed record WhatIfHost(HostId HostId, string Name, long Count);
