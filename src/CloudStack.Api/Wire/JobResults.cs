using System.Collections;
using System.Text.Json;

namespace CloudStack.Api.Wire;

/// <summary>The results of jobs as views, so that they are written like any other answer.</summary>
internal sealed class JobResults
{
    private readonly Dictionary<string, CommandDescriptor> _commands = new(StringComparer.Ordinal);

    public JobResults(CommandCatalog catalog)
    {
        foreach (var command in catalog.Commands.Where(command => command.Runs == Runs.AsJob && command.ObjectName is not null))
        {
            _commands[command.Name] = command;
            if (command.LegacyClass is { } name)
            {
                _commands[name[(name.LastIndexOf('.') + 1)..]] = command;
            }
        }
    }

    /// <summary>The object under its name and the view that it is; null when the result is not an object, or of an unknown kind.</summary>
    public (string Name, Type View, IReadOnlyList<object> Objects, bool IsList)? Read(Job job)
    {
        if (job.JobResult is not { ValueKind: JsonValueKind.Object } result || job.Cmd is null
            || !_commands.TryGetValue(job.Cmd[(job.Cmd.LastIndexOf('.') + 1)..], out var command)
            || !result.TryGetProperty(command.ObjectName!, out var stored))
        {
            return null;
        }
        var view = command.ItemType ?? command.ResultType;
        if (command.ItemType is null)
        {
            return stored.Deserialize(view, CloudStackJson.Options) is { } single ? (command.ObjectName!, view, [single], false) : null;
        }
        var items = (IEnumerable?)stored.Deserialize(view.MakeArrayType(), CloudStackJson.Options) ?? Array.Empty<object>();
        return (command.ObjectName!, view, [.. items.Cast<object>()], true);
    }
}
