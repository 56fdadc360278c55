namespace CloudStack.Placement;

/// <summary>What the VM's affinity groups need; while preferences are kept, also what they prefer.</summary>
internal sealed class AffinityFilter : IHostFilter
{
    public string Name => "Affinity";

    public Verdict Check(IHostView host, PlacementContext placement)
    {
        if (!placement.HasAffinity) return Verdict.Yes;
        var rules = placement.Request.Affinity;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if ((rule.IsHard || placement.KeepsPreferences) && rule.MemberAgainst(host.Id) is { } member)
            {
                return placement.No($"{rule.Reason(member)}{(rule.IsHard ? "" : " (a preference)")}");
            }
        }
        return Verdict.Yes;
    }

    public string? ChangeFor(IHostView host, PlacementContext placement)
    {
        var rule = placement.Request.Affinity.FirstOrDefault(rule => rule.IsHard && rule.MemberAgainst(host.Id) is not null);
        return rule?.MemberAgainst(host.Id) is { } member ? $"leave the group {rule.Name}, or move vm {member.Vm} {(rule.KeepsApart ? "away" : "here")}" : null;
    }
}
