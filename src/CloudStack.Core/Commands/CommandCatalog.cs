using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace CloudStack;

/// <summary>All commands of some assemblies, as their records declare them. Safe for concurrent use.</summary>
public sealed class CommandCatalog
{
    private static readonly Lazy<CommandCatalog> Core = new(() => From(typeof(CommandCatalog).Assembly));

    private readonly Dictionary<Type, CommandDescriptor> byType;
    private readonly Dictionary<string, CommandDescriptor> byName;

    private CommandCatalog(IReadOnlyList<CommandDescriptor> commands)
    {
        Commands = commands;
        byType = commands.ToDictionary(command => command.Type);
        byName = commands.ToDictionary(command => command.Name, StringComparer.Ordinal);
    }

    /// <summary>The commands of this assembly.</summary>
    public static CommandCatalog Default => Core.Value;

    /// <summary>The commands, by name in ordinal order.</summary>
    public IReadOnlyList<CommandDescriptor> Commands { get; }

    /// <summary>The commands of the given assemblies: every class with a <see cref="CommandAttribute"/>.</summary>
    /// <param name="assemblies">Where to look; an assembly given twice counts once.</param>
    /// <exception cref="InvalidOperationException">Two commands have the same name, or a class is no proper command.</exception>
    public static CommandCatalog From(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var commands = new SortedDictionary<string, CommandDescriptor>(StringComparer.Ordinal);
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
        {
            if (!type.IsClass || type.IsAbstract || !typeof(ICommand).IsAssignableFrom(type))
                continue;

            if (type.GetCustomAttribute<CommandAttribute>() is not { } attribute)
                continue;

            if (!commands.TryAdd(attribute.Name, new(type, attribute)))
                throw new InvalidOperationException($"{type} and {commands[attribute.Name].Type} are both called {attribute.Name}.");
        }

        return new([.. commands.Values]);
    }

    /// <summary>The command of a record.</summary>
    /// <param name="commandType">The record's type.</param>
    /// <exception cref="KeyNotFoundException">It is not in this catalog.</exception>
    public CommandDescriptor Get(Type commandType)
    {
        ArgumentNullException.ThrowIfNull(commandType);
        return byType.TryGetValue(commandType, out var command)
            ? command
            : throw new KeyNotFoundException($"{commandType} is not a command of this catalog.");
    }

    /// <summary>Looks a command up by its wire name; case counts.</summary>
    /// <param name="wireName">For example <c>listZones</c>.</param>
    /// <param name="command">The command.</param>
    public bool TryGet(string wireName, [MaybeNullWhen(false)] out CommandDescriptor command) => byName.TryGetValue(wireName, out command);
}
