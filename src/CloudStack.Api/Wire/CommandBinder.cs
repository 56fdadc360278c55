namespace CloudStack.Api.Wire;

/// <summary>Makes a command of the parameters of a request. Everything that needs reflection is done once, when the binder is made.</summary>
internal sealed class CommandBinder
{
    private readonly CommandDescriptor _command;
    private readonly ParameterBinder[] _binders;
    private readonly string[] _names;
    private readonly int _required;
    private readonly int _page, _pageSize;
    private readonly Func<object?[], object> _make;

    public CommandBinder(CommandDescriptor command, ParameterBinders binders)
    {
        _command = command;
        _names = [.. command.Parameters.Select(parameter => parameter.Name)];
        _binders = [.. command.Parameters.Select(binders.For)];
        _required = command.Parameters.Count(parameter => parameter.Required);
        _make = RecordFactory.Compile(command.Type, [.. command.Parameters.Select(parameter => command.Type.GetProperty(parameter.PropertyName)!)], _required);
        (_page, _pageSize) = command.IsList ? (Array.IndexOf(_names, "page"), Array.IndexOf(_names, "pagesize")) : (-1, -1);
    }

    /// <exception cref="CloudStackException">A parameter is missing or cannot be used (430, 431).</exception>
    public async ValueTask<ICommand> BindAsync(RequestParameters parameters, NumberLookup numbers, CancellationToken ct)
    {
        var maps = MapEntries.Read(parameters);
        var command = Bind(parameters, maps, numbers);
        if (numbers.HasQuestions)
        {
            await numbers.AnswerAsync(ct);
            command = Bind(parameters, maps, numbers);
        }
        return (ICommand)command;
    }

    /// <summary>The same without looking anything up: what is not known yet is noted in <paramref name="numbers"/>.</summary>
    public object Bind(RequestParameters parameters, MapEntries maps, NumberLookup numbers) => _make(Read(parameters, maps, numbers));

    private object?[] Read(RequestParameters parameters, MapEntries maps, NumberLookup numbers)
    {
        var values = new object?[_binders.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _binders[i](parameters, maps, numbers);
            if (values[i] is null && i < _required)
            {
                throw WireError.Refuse($"{_command.Name} needs the parameter {_names[i]}.");
            }
        }
        CheckPage(values);
        return values;
    }

    /// <summary>Page and size go together, except that all at once has no page.</summary>
    private void CheckPage(object?[] values)
    {
        if (_page < 0 || _pageSize < 0)
        {
            return;
        }
        var (page, size) = ((int?)values[_page], (int?)values[_pageSize]);
        if (size == -1 ? page is not null : (page is null) != (size is null))
        {
            throw WireError.Refuse(size == -1 ? "pagesize -1 means all, so there is no page." : "page and pagesize go together: give both, or neither.");
        }
    }
}
