using System.Collections;
using System.Reflection;

namespace CloudStack.Api.Wire;

/// <summary>Finds and reads one parameter; null when it is not given.</summary>
internal delegate object? ParameterBinder(RequestParameters parameters, MapEntries maps, NumberLookup numbers);

/// <summary>Makes the binder of a parameter, once for each command.</summary>
internal sealed class ParameterBinders(CommandCatalog catalog, TimeZoneInfo zone)
{
    private readonly TextReaders _readers = new(zone);

    public ParameterBinder For(ParameterDescriptor parameter) =>
        parameter.ValueType.IsAssignableTo(typeof(ICommand)) ? Inner(parameter)
        : parameter.IsMap ? Map(parameter) : parameter.IsList ? List(parameter) : Single(parameter);

    /// <summary>A command inside a command: its parameters stand among the others.</summary>
    private ParameterBinder Inner(ParameterDescriptor parameter)
    {
        var inner = new CommandBinder(catalog.Get(parameter.ValueType), this);
        return inner.Bind;
    }

    private ParameterBinder Single(ParameterDescriptor parameter)
    {
        var (name, read) = (parameter.Name, parameter.TakesAll ? _readers.ForAll(parameter.Name, parameter.ValueType) : _readers.For(parameter.Name, parameter.ValueType));
        return (parameters, _, numbers) => parameters.TryGet(name, out var text) ? read(text, numbers) : null;
    }

    private ParameterBinder List(ParameterDescriptor parameter)
    {
        var (name, element) = (parameter.Name, parameter.ElementType!);
        var read = _readers.For(name, element);
        var listType = typeof(List<>).MakeGenericType(element);
        return (parameters, _, numbers) =>
        {
            if (!parameters.TryGet(name, out var text))
            {
                return null;
            }
            var list = (IList)Activator.CreateInstance(listType)!;
            foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                list.Add(read(item, numbers));
            }
            return list;
        };
    }

    private ParameterBinder Map(ParameterDescriptor parameter)
    {
        var name = parameter.Name;
        Func<IReadOnlyCollection<Dictionary<string, string>>, NumberLookup, object> make =
            parameter.ElementType is { } entry ? Records(name, entry, parameter.MapKeys!)
            : parameter.MapKeys is [var key, var value] ? (entries, numbers) => Pairs(name, entries, key, value)
            : (entries, _) => Merge(name, entries);
        return (parameters, maps, numbers) =>
        {
            if (maps.Find(name) is { } entries)
            {
                return make(entries, numbers);
            }
            return parameters.TryGet(name, out _)
                ? throw WireError.Refuse($"{name} is a map: give it as {name}[0].{parameter.MapKeys?[0] ?? "key"}=value.")
                : null;
        };
    }

    private static Dictionary<string, string> Pairs(string name, IReadOnlyCollection<Dictionary<string, string>> entries, string key, string value)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!entry.TryGetValue(key, out var left) || !entry.TryGetValue(value, out var right))
            {
                throw WireError.Refuse($"{name}: each entry needs {key} and {value}.");
            }
            pairs[left] = right;
        }
        return pairs;
    }

    private static Dictionary<string, string> Merge(string name, IReadOnlyCollection<Dictionary<string, string>> entries)
    {
        Dictionary<string, string> merged = new(StringComparer.Ordinal);
        foreach (var (key, value) in entries.SelectMany(entry => entry))
        {
            merged[key] = value;
        }
        return merged.Count > 0 ? merged : throw WireError.Refuse($"{name} has no entries.");
    }

    private Func<IReadOnlyCollection<Dictionary<string, string>>, NumberLookup, object> Records(string name, Type type, IReadOnlyList<string> keys)
    {
        var byWireName = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(CloudStackJson.WireName);
        var properties = keys.Select(key => byWireName[key]).ToArray();
        var positional = type.GetConstructors().Max(constructor => constructor.GetParameters().Length);
        var factory = RecordFactory.Compile(type, properties, positional);
        var readers = properties.Select((property, index) =>
            _readers.For($"{name}[].{keys[index]}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)).ToArray();
        var listType = typeof(List<>).MakeGenericType(type);
        return (entries, numbers) =>
        {
            var list = (IList)Activator.CreateInstance(listType)!;
            foreach (var entry in entries)
            {
                var values = new object?[keys.Count];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = entry.TryGetValue(keys[i], out var text) ? readers[i](text, numbers) : null;
                    if (values[i] is null && i < positional)
                    {
                        throw WireError.Refuse($"{name}: each entry needs {keys[i]}.");
                    }
                }
                list.Add(factory(values));
            }
            return list;
        };
    }
}
