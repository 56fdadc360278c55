using System.Diagnostics.CodeAnalysis;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// Things by key, each with the version of its last change. Changes may arrive in any order (journals of several processes are read one after
/// the other): the highest version wins, and what is gone is remembered so that an older change does not bring it back.
/// </summary>
internal sealed class VersionedMap<TKey, TValue> where TKey : notnull where TValue : class
{
    private readonly Dictionary<TKey, (long Version, TValue? Value)> _entries = [];

    public int Count { get; private set; }

    public IEnumerable<TValue> Values => _entries.Values.Where(entry => entry.Value is not null).Select(entry => entry.Value!);

    public IEnumerable<(TKey Key, long Version, TValue Value)> Entries =>
        _entries.Where(entry => entry.Value.Value is not null).Select(entry => (entry.Key, entry.Value.Version, entry.Value.Value!));

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = _entries.TryGetValue(key, out var entry) ? entry.Value : null;
        return value is not null;
    }

    /// <summary>Sets what a key is from now on, null for gone, and gives back what it was. False when a newer change is known already.</summary>
    public bool TrySet(TKey key, TValue? value, long version, out TValue? before)
    {
        _entries.TryGetValue(key, out var entry);
        before = entry.Value;
        if (version > 0 && entry.Version >= version)
        {
            return false;
        }

        if (value is null && version == 0)
        {
            _entries.Remove(key);
        }
        else
        {
            _entries[key] = (version, value);
        }

        Count += (value is null ? 0 : 1) - (before is null ? 0 : 1);
        return true;
    }
}
