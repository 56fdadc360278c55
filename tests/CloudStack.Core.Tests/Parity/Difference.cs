namespace CloudStack.Parity;

/// <summary>Something in which a command, or a view that it returns, is not as in 4.1.</summary>
/// <param name="Subject">The command, or the response class of the view.</param>
/// <param name="Aspect">What differs, for example <c>parameter id</c>.</param>
/// <param name="Text">What 4.1 has and what is here.</param>
internal sealed record Difference(string Subject, string Aspect, string Text)
{
    public override string ToString() => $"{Subject}, {Aspect}: {Text}";
}

/// <summary>A difference that is meant.</summary>
/// <param name="Subject">The command, or the response class of the view.</param>
/// <param name="Aspect">What differs, as <see cref="Difference.Aspect"/> names it.</param>
/// <param name="Reason">Why it is better so.</param>
internal sealed record Exemption(string Subject, string Aspect, string Reason);

/// <summary>All differences that are meant. One that no longer occurs must go.</summary>
internal static class Exemptions
{
    public static IReadOnlyList<Exemption> All { get; } =
    [
        new("addHost", "parameter privatekey", "hosts are reached over SSH, and a key is safer than a password, the only thing that 4.1 takes"),
        new("createCapacityReservation", "name", "keeps capacity for virtual machines to come, all of them or none"),
        new("deleteCapacityReservation", "name", "gives it back"),
        new("listCapacityReservations", "name", "shows it"),
        new("deployVirtualMachine", "parameter reservationid", "uses reserved capacity"),
        new("deployVirtualMachine", "parameter affinitygroupids", "affinity groups came with 4.2"),
        new("deployVirtualMachine", "parameter affinitygroupnames", "affinity groups came with 4.2"),
        new("UserVmResponse", "field affinitygroup", "affinity groups came with 4.2"),
        new("createAffinityGroup", "name", "as 4.2 has it, with more types: preferences, and spreading over pods and zones"),
        new("deleteAffinityGroup", "name", "as 4.2 has it; what was in the group is in it no more"),
        new("listAffinityGroups", "name", "as 4.2 has it"),
        new("listAffinityGroupTypes", "name", "as 4.2 has it"),
        new("updateVMAffinityGroup", "name", "as 4.2 has it"),
        new("dedicateZone", "name", "as 4.3 has it, with one view as the answer"),
        new("releaseDedicatedZone", "name", "as 4.3 has it"),
        new("listDedicatedZones", "name", "as 4.3 has it"),
        new("dedicatePod", "name", "as 4.3 has it, with one view as the answer"),
        new("releaseDedicatedPod", "name", "as 4.3 has it"),
        new("listDedicatedPods", "name", "as 4.3 has it"),
        new("dedicateCluster", "name", "as 4.3 has it, with one view as the answer"),
        new("releaseDedicatedCluster", "name", "as 4.3 has it"),
        new("listDedicatedClusters", "name", "as 4.3 has it"),
        new("dedicateHost", "name", "as 4.3 has it, with one view as the answer"),
        new("releaseDedicatedHost", "name", "as 4.3 has it"),
        new("listDedicatedHosts", "name", "as 4.3 has it"),
        new("explainPlacement", "name", "tells where a virtual machine would go, and why not elsewhere"),
        new("whatIfPlacement", "name", "tells what would happen: how many more fit, what a lost host would do, without doing it"),
        new("planRebalancing", "name", "plans live migrations that even out the hosts"),
        new("executeRebalancing", "name", "makes the moves of such a plan, or some of them"),
        new("listPlacementCandidates", "name", "lists the hosts that would take a virtual machine, best first"),
        new("listPlacementDecisions", "name", "lists what placement decided, and why"),
        new("verifyConsistency", "name", "recounts what is used, and reports every difference"),
        new("resumeAsyncJob", "name", "goes on with a job whose undo failed"),
    ];

    public static bool Cover(Difference difference) =>
        All.Any(exemption => exemption.Subject == difference.Subject && exemption.Aspect == difference.Aspect);
}
