namespace CloudStack;

/// <summary>A command, as <c>listApis</c> shows it.</summary>
[View("api")]
public sealed record ApiCommand
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>The release that brought it, where 4.1 tells.</summary>
    public string? Since { get; init; }

    /// <summary>Whether it runs as a job.</summary>
    public bool? IsAsync { get; init; }

    /// <summary>Names of the other commands that answer with the same kind of object, separated by commas.</summary>
    public string? Related { get; init; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<ApiParameter> Params { get; init; } = [];

    /// <summary>The fields of its answer.</summary>
    public IReadOnlyList<ApiField> Response { get; init; } = [];
}

/// <summary>A parameter of a command, as <c>listApis</c> shows it.</summary>
public sealed record ApiParameter
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Its type, for example <c>uuid</c>, <c>string</c> or <c>list</c>.</summary>
    public string? Type { get; init; }

    /// <summary>For text, the most characters that it takes; 255 for the other types, as in 4.1.</summary>
    public int Length { get; init; }

    /// <summary>Whether the command needs it.</summary>
    public bool? Required { get; init; }

    /// <summary>The release that brought it, where 4.1 tells.</summary>
    public string? Since { get; init; }

    /// <summary>For an id, names of the commands that answer with such an entity, separated by commas.</summary>
    public string? Related { get; init; }
}

/// <summary>A field of an answer, as <c>listApis</c> shows it.</summary>
public sealed record ApiField
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Its type, for example <c>string</c> or <c>integer</c>.</summary>
    public string? Type { get; init; }
}
