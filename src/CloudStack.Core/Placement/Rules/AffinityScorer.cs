namespace CloudStack.Placement;

/// <summary>
/// Where not all preferences of affinity groups can be kept: hosts with the fewest members that should be elsewhere, and the most that should be here.
/// They weigh more than the other built-in preferences.
/// </summary>
internal sealed class AffinityScorer : IHostScorer
{
    private const int Weight = 4;

    public string Name => "AffinityPreference";

    public bool Matters(PlacementContext placement) => placement.HasAffinity && HasPreferences(placement.Request);

    public double Score(IHostView host, PlacementContext placement)
    {
        var rules = placement.Request.Affinity;
        var score = 0;
        for (var i = 0; i < rules.Count; i++)
        {
            if (!IsPreference(rules[i])) continue;
            var here = CountOn(host.Id, rules[i].Members);
            score += rules[i].KeepsTogether ? here : -here;
        }
        return score * Weight;
    }

    public static bool HasPreferences(PlacementRequest request)
    {
        for (var i = 0; i < request.Affinity.Count; i++)
        {
            if (IsPreference(request.Affinity[i])) return true;
        }
        return false;
    }

    private static bool IsPreference(AffinityRule rule) => !rule.IsHard && (rule.KeepsTogether || rule.KeepsApart) && rule.Members.Count > 0;

    private static int CountOn(HostId host, IReadOnlyList<AffinityMember> members)
    {
        var count = 0;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].HostId == host) count++;
        }
        return count;
    }
}
