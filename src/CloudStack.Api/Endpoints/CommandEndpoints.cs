using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using CloudStack.Api.Wire;

namespace CloudStack.Api.Endpoints;

/// <summary>The commands by name; case counts.</summary>
internal sealed class CommandEndpoints
{
    private readonly FrozenDictionary<string, Lazy<CommandEndpoint>> _byName;

    public CommandEndpoints(CommandCatalog catalog, TimeProvider time)
    {
        var binders = new ParameterBinders(catalog, time.LocalTimeZone);
        _byName = catalog.Commands.ToFrozenDictionary(command => command.Name, command => new Lazy<CommandEndpoint>(() => new(command, binders)), StringComparer.Ordinal);
    }

    public bool TryGet(string? name, [NotNullWhen(true)] out CommandEndpoint? endpoint)
    {
        endpoint = name is not null && _byName.TryGetValue(name, out var found) ? found.Value : null;
        return endpoint is not null;
    }
}
