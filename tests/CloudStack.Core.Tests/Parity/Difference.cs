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
        new("explainPlacement", "name", "tells where a virtual machine would go, and why not elsewhere"),
        new("listPlacementCandidates", "name", "lists the hosts that would take a virtual machine, best first"),
        new("listPlacementDecisions", "name", "lists what placement decided, and why"),
        new("verifyConsistency", "name", "recounts what is used, and reports every difference"),
        new("resumeAsyncJob", "name", "goes on with a job whose undo failed"),
    ];

    public static bool Cover(Difference difference) =>
        All.Any(exemption => exemption.Subject == difference.Subject && exemption.Aspect == difference.Aspect);
}
