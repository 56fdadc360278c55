namespace CloudStack.Placement;

/// <summary>Finds the guest limit of a hypervisor version; remembers the last answer, since neighbours are usually alike.</summary>
internal sealed class GuestLimits(PlacementSettings settings)
{
    private Answer last = new("", "", null);

    public int? Find(string hypervisor, string version)
    {
        if (settings.GuestLimits.Count == 0) return null;
        var answer = last;
        if (!ReferenceEquals(answer.Hypervisor, hypervisor) || !ReferenceEquals(answer.Version, version))
        {
            last = answer = new Answer(hypervisor, version, settings.GuestLimitOf(hypervisor, version));
        }
        return answer.Limit;
    }

    private sealed record Answer(string Hypervisor, string Version, int? Limit);
}
