namespace CloudStack;

/// <summary>What an affinity group asks of the places of its virtual machines.</summary>
public enum AffinityType
{
    /// <summary>All run on one host. What cannot be placed so is not placed.</summary>
    HostAffinity,
    /// <summary>No two run on one host. What cannot be placed so is not placed.</summary>
    HostAntiAffinity,
    /// <summary>All run on one host where that is possible.</summary>
    NonStrictHostAffinity,
    /// <summary>No two run on one host where that is possible.</summary>
    NonStrictHostAntiAffinity,
    /// <summary>They are spread over the pods of a zone where that is possible.</summary>
    PodSpread,
    /// <summary>
    /// They are meant for different zones. A deployment names its zone, so nothing is refused or moved for it: <c>explainPlacement</c> tells how many
    /// of the others run in the zone.
    /// </summary>
    ZoneSpread,
}

/// <summary>The names of affinity types, as <c>type</c> gives and takes them.</summary>
public static class AffinityTypes
{
    private static readonly (AffinityType Type, string Name)[] All =
    [
        (AffinityType.HostAffinity, "host affinity"),
        (AffinityType.HostAntiAffinity, "host anti-affinity"),
        (AffinityType.NonStrictHostAffinity, "non-strict host affinity"),
        (AffinityType.NonStrictHostAntiAffinity, "non-strict host anti-affinity"),
        (AffinityType.PodSpread, "pod spread"),
        (AffinityType.ZoneSpread, "zone spread"),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(pair => pair.Name)];

    /// <summary>The name of a type.</summary>
    /// <param name="type">The type.</param>
    public static string NameOf(AffinityType type) => All[(int)type].Name;

    /// <summary>The type of a name; upper and lower case do not differ.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CloudStackException">There is no such type (431); the message names those that there are.</exception>
    public static AffinityType Parse(string name)
    {
        foreach (var (type, known) in All)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) return type;
        }
        throw CloudStackException.Invalid($"There is no affinity group type {name}; there are {string.Join(", ", Names)}.");
    }
}
