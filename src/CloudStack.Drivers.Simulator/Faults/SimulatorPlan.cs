using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// Planned faults and events. Their text form is a list with <c>;</c> or a line end after each; <c>//</c> begins a comment line:
/// <list type="bullet">
/// <item><c>ensure#3:fail</c>: the third ensure fails. <c>#3-5</c> meets the third to fifth call, <c>#3+</c> all from the third, no number all.</item>
/// <item><c>migrate@h1#1:lost</c>: only calls to host h1 count. <c>any%2:retry</c>: two of a hundred calls.</item>
/// <item><c>any:slow=5ms</c>, <c>ensure:slow=1s-3s</c>: latency; the times of several such faults add up.</item>
/// <item><c>host:h7@drop</c>, <c>host:h7@return+30s</c>, <c>vm:i-2-3-VM@shutdown+5m</c>: events, at once or after a time.</item>
/// </list>
/// Calls are the names of <see cref="SimulatorCall"/> and effects those of <see cref="SimulatorEffect"/>, in lower case.
/// </summary>
/// <param name="Faults">Faults, in the order in which they are tried.</param>
/// <param name="Events">Events.</param>
public sealed partial record SimulatorPlan(IReadOnlyList<SimulatorFault> Faults, IReadOnlyList<SimulatorEvent> Events)
{
    /// <summary>Nothing is planned.</summary>
    public static SimulatorPlan None { get; } = new([], []);

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text; empty for no plan.</param>
    /// <exception cref="FormatException">An entry cannot be read; the message shows it.</exception>
    public static SimulatorPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<SimulatorFault> faults = [];
        List<SimulatorEvent> events = [];
        foreach (var line in text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        {
            foreach (var entry in line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (EventForm().Match(entry) is { Success: true } happening)
                {
                    events.Add(ReadEvent(happening, entry));
                }
                else if (FaultForm().Match(entry) is { Success: true } fault)
                {
                    faults.Add(ReadFault(fault, entry));
                }
                else
                {
                    throw new FormatException($"'{entry}' is not a fault such as ensure#3:fail, nor an event such as host:h7@drop.");
                }
            }
        }

        return new SimulatorPlan(faults, events);
    }

    /// <summary>The text form, one entry after the other.</summary>
    public override string ToString() => string.Join(';', [.. Faults.Select(fault => fault.ToString()), .. Events.Select(happening => happening.ToString())]);

    private static SimulatorFault ReadFault(Match match, string entry)
    {
        if (!Enum.TryParse<SimulatorCall>(match.Groups["call"].Value, ignoreCase: true, out var call))
        {
            throw new FormatException($"'{entry}' names no call. Calls are {Names<SimulatorCall>()}.");
        }

        if (!Enum.TryParse<SimulatorEffect>(match.Groups["effect"].Value, ignoreCase: true, out var effect))
        {
            throw new FormatException($"'{entry}' names no effect. Effects are {Names<SimulatorEffect>()}.");
        }

        var slow = match.Groups["min"].Success;
        if (slow != (effect == SimulatorEffect.Slow))
        {
            throw new FormatException($"'{entry}': slow, and only slow, takes a time, as in any:slow=5ms.");
        }

        var first = Number(match.Groups["first"], 1);
        var min = slow ? Quantity.ParseTime(match.Groups["min"].Value) : TimeSpan.Zero;
        return new SimulatorFault(call, effect)
        {
            Host = match.Groups["host"].Success ? match.Groups["host"].Value : null,
            First = first,
            Last = match.Groups["open"].Success || !match.Groups["first"].Success ? int.MaxValue : Number(match.Groups["last"], first),
            Percent = match.Groups["percent"].Success ? double.Parse(match.Groups["percent"].Value, CultureInfo.InvariantCulture) : 100,
            MinDelay = min,
            MaxDelay = match.Groups["max"].Success ? Quantity.ParseTime(match.Groups["max"].Value) : min,
        };
    }

    private static SimulatorEvent ReadEvent(Match match, string entry)
    {
        var kind = (match.Groups["target"].Value, match.Groups["action"].Value) switch
        {
            ("host", "drop") => SimulatorEventKind.HostDrop,
            ("host", "return") => SimulatorEventKind.HostReturn,
            ("host", "crash") => SimulatorEventKind.HostCrash,
            ("vm", "stop") => SimulatorEventKind.VmStop,
            ("vm", "shutdown") => SimulatorEventKind.VmShutdown,
            ("vm", "crash") => SimulatorEventKind.VmCrash,
            ("vm", "vanish") => SimulatorEventKind.VmVanish,
            _ => throw new FormatException($"'{entry}': a host can drop, return or crash; a vm can stop, shutdown, crash or vanish."),
        };
        return new SimulatorEvent(kind, match.Groups["name"].Value, match.Groups["after"].Success ? Quantity.ParseTime(match.Groups["after"].Value) : TimeSpan.Zero);
    }

    private static int Number(Group group, int otherwise) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));

    [GeneratedRegex(@"^(?<call>[a-z]+)(@(?<host>[^#%@]+?))?(#(?<first>\d{1,9})(-(?<last>\d{1,9})|(?<open>\+))?)?(%(?<percent>\d+(\.\d+)?))?:(?<effect>[a-z]+)(=(?<min>\w+)(-(?<max>\w+))?)?$")]
    private static partial Regex FaultForm();

    [GeneratedRegex(@"^(?<target>host|vm):(?<name>.+)@(?<action>[a-z]+)(\+(?<after>\w+))?$")]
    private static partial Regex EventForm();
}
