namespace CloudStack.Placement;

/// <summary>Finds the guest limit of a hypervisor version; remembers the last answer, since neighbours are usually alike.</summary>
internal sealed class GuestLimits
{
    private readonly Dictionary<(string Hypervisor, string Version), int> limits = new(new PairComparer());
    private Answer last = new("", "", null);

    public GuestLimits(IEnumerable<GuestLimit> rows)
    {
        foreach (var row in rows) limits[(row.Hypervisor, row.Version)] = row.MaxGuests;
    }

    public int? Find(string hypervisor, string version)
    {
        if (limits.Count == 0) return null;
        var answer = last;
        if (ReferenceEquals(answer.Hypervisor, hypervisor) && ReferenceEquals(answer.Version, version)) return answer.Limit;
        int? limit = limits.TryGetValue((hypervisor, version), out var own) ? own
            : limits.TryGetValue((hypervisor, "default"), out var common) ? common : null;
        last = new Answer(hypervisor, version, limit);
        return limit;
    }

    private sealed record Answer(string Hypervisor, string Version, int? Limit);

    private sealed class PairComparer : IEqualityComparer<(string Hypervisor, string Version)>
    {
        public bool Equals((string Hypervisor, string Version) x, (string Hypervisor, string Version) y) =>
            StringComparer.OrdinalIgnoreCase.Equals(x.Hypervisor, y.Hypervisor) && StringComparer.OrdinalIgnoreCase.Equals(x.Version, y.Version);

        public int GetHashCode((string Hypervisor, string Version) pair) => HashCode.Combine(
            StringComparer.OrdinalIgnoreCase.GetHashCode(pair.Hypervisor), StringComparer.OrdinalIgnoreCase.GetHashCode(pair.Version));
    }
}
