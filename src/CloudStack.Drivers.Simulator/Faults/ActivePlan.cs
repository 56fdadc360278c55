namespace CloudStack.Drivers.Simulator;

/// <summary>Planned faults with their counters. Safe for concurrent use; a call that no fault can meet costs one array access.</summary>
internal sealed class ActivePlan
{
    private readonly ActiveFault[][] _byCall;

    public ActivePlan(IReadOnlyList<SimulatorFault> faults, long seed)
    {
        var active = faults.Select((fault, index) => new ActiveFault(fault, seed + index)).ToArray();
        _byCall = [.. Enum.GetValues<SimulatorCall>().Select(call => active.Where(fault => fault.Fault.Call is SimulatorCall.Any || fault.Fault.Call == call).ToArray())];
    }

    public bool CanMeet(SimulatorCall call) => _byCall[(int)call].Length > 0;

    /// <summary>Counts a call and adds the faults that meet it.</summary>
    public void Count(SimulatorCall call, string host, List<MetFault> met)
    {
        foreach (var fault in _byCall[(int)call])
        {
            if (fault.Count(host) is { } hit)
            {
                met.Add(hit);
            }
        }
    }

    private sealed class ActiveFault(SimulatorFault fault, long seed)
    {
        private int _calls;

        public SimulatorFault Fault { get; } = fault;

        public MetFault? Count(string host)
        {
            if (Fault.Host is not null && !string.Equals(Fault.Host, host, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var number = Interlocked.Increment(ref _calls);
            var met = number >= Fault.First && number <= Fault.Last && StableHash.Fraction(seed, host, number) * 100 < Fault.Percent;
            return met ? new MetFault(Fault, number, seed) : null;
        }
    }
}

/// <summary>A fault that meets a call.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Number">Which call of its kind this is.</param>
/// <param name="Seed">Chance of the fault.</param>
internal readonly record struct MetFault(SimulatorFault Fault, int Number, long Seed)
{
    public TimeSpan DelayOf(string host) => Fault.MinDelay + (Fault.MaxDelay - Fault.MinDelay) * StableHash.Fraction(Seed, host, -Number);
}
