using System.Globalization;

namespace CloudStack.Api.Wire;

/// <summary>The map parameters of a request, such as <c>tags[0].key=a&amp;tags[0].value=b</c>, by their names in any case.</summary>
internal sealed class MapEntries
{
    private static readonly MapEntries None = new();

    private readonly Dictionary<string, SortedDictionary<int, Dictionary<string, string>>> _maps = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all maps, whether the command has them or not, as 4.1 does.</summary>
    /// <exception cref="CloudStackException">A name is not well formed (430).</exception>
    public static MapEntries Read(RequestParameters parameters)
    {
        MapEntries? entries = null;
        foreach (var (name, value) in parameters.AsSent)
        {
            if (name.Contains('[', StringComparison.Ordinal))
            {
                (entries ??= new()).Add(name, value);
            }
        }
        return entries ?? None;
    }

    /// <summary>The entries of a map in the order of their numbers; null when the request has none.</summary>
    public IReadOnlyCollection<Dictionary<string, string>>? Find(string name) => _maps.GetValueOrDefault(name)?.Values;

    private void Add(string name, string value)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var close = name.IndexOf(']', StringComparison.Ordinal);
        if (open == 0 || close < open || name.LastIndexOf('[') != open || name.LastIndexOf(']') != close
            || close + 2 >= name.Length || name[close + 1] != '.'
            || !int.TryParse(name.AsSpan(open + 1, close - open - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            throw new CloudStackException(ErrorCode.MalformedParameter,
                $"The parameter name {name} is malformed. A map is given as name[0].field=value, with a number in one pair of brackets.") { CsErrorCode = WireError.ServerApi };
        }
        ref var map = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_maps, name[..open], out _);
        map ??= [];
        if (!map.TryGetValue(index, out var entry))
        {
            map[index] = entry = new(StringComparer.Ordinal);
        }
        entry[name[(close + 2)..]] = value;
    }
}
