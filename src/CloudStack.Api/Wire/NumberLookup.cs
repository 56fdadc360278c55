using CloudStack.Engine;

namespace CloudStack.Api.Wire;

/// <summary>
/// Numbers that a request gives in place of UUIDs. Binding asks for them without waiting; if it asked for unknown ones, they are looked up and the
/// command is bound again.
/// </summary>
internal sealed class NumberLookup(IEntityNumbers source)
{
    private Dictionary<(Type, long), Guid?>? _known;
    private HashSet<(Type, long)>? _asked;

    public bool HasQuestions => _asked is { Count: > 0 };

    /// <summary>The UUID; null when there is no such entity; empty when that is not known yet.</summary>
    public Guid? Find(Type idType, long number)
    {
        if (_known is not null && _known.TryGetValue((idType, number), out var found))
        {
            return found;
        }
        (_asked ??= []).Add((idType, number));
        return Guid.Empty;
    }

    public async Task AnswerAsync(CancellationToken ct)
    {
        _known ??= [];
        foreach (var (idType, number) in _asked ?? [])
        {
            _known[(idType, number)] = await source.FindAsync(idType, number, ct);
        }
        _asked = null;
    }
}
