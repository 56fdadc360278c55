using System.Globalization;

namespace CloudStack.Drivers.Simulator;

/// <summary>A planned fault: which calls it meets and what it does to them.</summary>
/// <param name="Call">The calls that count.</param>
/// <param name="Effect">What happens.</param>
public sealed record SimulatorFault(SimulatorCall Call, SimulatorEffect Effect)
{
    /// <summary>Only calls to the host of this name count; null for every host.</summary>
    public string? Host { get; init; }

    /// <summary>The first call that is met, counted from 1 since the fault was planned.</summary>
    public int First { get; init; } = 1;

    /// <summary>The last call that is met.</summary>
    public int Last { get; init; } = int.MaxValue;

    /// <summary>Share of the calls from <see cref="First"/> to <see cref="Last"/> that is met, 0 to 100, drawn by the seed.</summary>
    public double Percent { get; init; } = 100;

    /// <summary>For <see cref="SimulatorEffect.Slow"/>: the shortest time.</summary>
    public TimeSpan MinDelay { get; init; }

    /// <summary>For <see cref="SimulatorEffect.Slow"/>: the longest time.</summary>
    public TimeSpan MaxDelay { get; init; }

    /// <summary>The fault in the text form that <see cref="SimulatorPlan.Parse"/> reads.</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        var host = Host is null ? "" : "@" + Host;
        var range = (First, Last) switch
        {
            (1, int.MaxValue) => "",
            (_, int.MaxValue) => string.Create(culture, $"#{First}+"),
            _ when First == Last => string.Create(culture, $"#{First}"),
            _ => string.Create(culture, $"#{First}-{Last}"),
        };
        var percent = Percent < 100 ? string.Create(culture, $"%{Percent}") : "";
        var delay = Effect != SimulatorEffect.Slow ? "" : "=" + Quantity.Format(MinDelay) + (MaxDelay == MinDelay ? "" : "-" + Quantity.Format(MaxDelay));
        return $"{Call.ToString().ToLowerInvariant()}{host}{range}{percent}:{Effect.ToString().ToLowerInvariant()}{delay}";
    }
}
