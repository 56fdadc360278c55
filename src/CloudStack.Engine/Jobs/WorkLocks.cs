namespace CloudStack.Engine;

/// <summary>Lets the work on one thing run one after the other, first come first served, within this process.</summary>
internal sealed class WorkLocks
{
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = [];

    /// <summary>Takes a place in the queue of each name at once, and is done when it is first in all of them.</summary>
    public async Task<IDisposable> AcquireAsync(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return new Held(this, []);
        }
        string[] sorted = [.. names.Distinct().Order(StringComparer.Ordinal)];
        foreach (var name in sorted)
        {
            // Everybody takes names in the same order, so nobody waits in a ring.
            await EnterAsync(name);
        }
        return new Held(this, sorted);
    }

    private Task EnterAsync(string name)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(name, out var queue))
            {
                _waiting[name] = new();
                return Task.CompletedTask;
            }
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Enqueue(turn);
            return turn.Task;
        }
    }

    private void Leave(string name)
    {
        TaskCompletionSource? next;
        lock (_waiting)
        {
            if (!_waiting[name].TryDequeue(out next))
            {
                _waiting.Remove(name);
            }
        }
        next?.SetResult();
    }

    private sealed class Held(WorkLocks locks, string[] names) : IDisposable
    {
        private string[]? _names = names;

        public void Dispose()
        {
            foreach (var name in Interlocked.Exchange(ref _names, null) ?? [])
            {
                locks.Leave(name);
            }
        }
    }
}
