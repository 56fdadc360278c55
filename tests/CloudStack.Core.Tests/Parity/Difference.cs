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
        new("explainPlacement", "name", "tells where a virtual machine would go, and why not elsewhere"),
        new("whatIfPlacement", "name", "tells what would happen: how many more fit, what a lost host would do, without doing it"),
        new("planRebalancing", "name", "plans live migrations that even out the hosts"),
        new("executeRebalancing", "name", "makes the moves of such a plan, or some of them"),
        new("verifyConsistency", "name", "recounts what is used, and reports every difference"),
        new("resumeAsyncJob", "name", "goes on with a job whose undo failed"),
    ];

    public static bool Cover(Difference difference) =>
        All.Any(exemption => exemption.Subject == difference.Subject && exemption.Aspect == difference.Aspect);
}
