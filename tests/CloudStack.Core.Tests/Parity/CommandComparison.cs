using System.Globalization;

namespace CloudStack.Parity;

/// <summary>Holds one command against the reference.</summary>
internal sealed class CommandComparison(Reference reference)
{
    private const string ApiPackage = "org.apache.cloudstack.api.command.";
    private const int UsualLength = 255;

    private readonly List<Difference> differences = [];

    public static IReadOnlyList<Difference> Compare(CommandDescriptor command, Reference reference)
    {
        if (!reference.Commands.TryGetValue(command.Name, out var expected))
            return [new(command.Name, "name", "4.1 has no such command.")];

        var comparison = new CommandComparison(reference);
        comparison.Declaration(command, expected);
        comparison.Parameters(command, expected);
        comparison.Result(command, expected);
        return comparison.differences;
    }

    private void Declaration(CommandDescriptor command, ReferenceCommand expected)
    {
        void Same<T>(string aspect, T? wanted, T? found) => Compare(command.Name, aspect, wanted, found);

        Same("roles", (Role)expected.Mask, command.Access);
        Same("async", expected.Async, command.Runs == Runs.AsJob);
        Same("create", expected.AsyncCreate, command.IsCreate);
        Same("since", expected.Since, command.Since);
        Same("response name", expected.ResponseName, command.ResponseName);
        Same("success response name", expected.SuccessResponseName ?? expected.ResponseName, command.SuccessResponseName);
        Same("object name", expected.ResponseObject, command.ObjectName);
        Same("create event", expected.CreateEventType, command.CreateEvent);
        Same("job instance", expected.InstanceType, command.JobInstance);
        Same("list", expected.List, command.ItemType is not null);
        Same("paging", expected.Parameters.Any(parameter => parameter.Name == "pagesize"), command.IsList);
        Same("count of all", expected.Count == "total", command.CountsAll);
        Same("class", expected.CmdClass, command.LegacyClass is { } name && !name.StartsWith("com.", StringComparison.Ordinal)
            && !name.StartsWith("org.", StringComparison.Ordinal) ? ApiPackage + name : command.LegacyClass);

        // A command on system VMs has an event for each kind of them.
        if (command.Event is null || !expected.EventTypes.Contains(command.Event))
            Same("event", expected.EventType, command.Event);
    }

    private void Parameters(CommandDescriptor command, ReferenceCommand expected)
    {
        var found = command.Parameters.ToDictionary(parameter => parameter.Name);
        foreach (var wanted in expected.Parameters)
        {
            if (found.Remove(wanted.Name, out var parameter))
                Parameter(command, wanted, parameter);
            else
                Add(command.Name, $"parameter {wanted.Name}", "it is missing.");
        }

        foreach (var extra in found.Keys)
            Add(command.Name, $"parameter {extra}", "4.1 has no such parameter.");
    }

    private void Parameter(CommandDescriptor command, ReferenceParameter wanted, ParameterDescriptor found)
    {
        var aspect = $"parameter {wanted.Name}";
        void Same<T>(string detail, T? expected, T? actual) => Compare(command.Name, $"{aspect}, {detail}", expected, actual);

        Same("required", wanted.Required, found.Required);
        Same("since", wanted.Since, found.Since);
        Same("keys", Text(wanted.FixedKeys), Text(found.MapKeys));
        Same("list", wanted.Type == "LIST", found.IsList);
        Same("map", wanted.Type == "MAP", found.IsMap);
        if (wanted.Type == "STRING")
            Same("length", wanted.Length ?? UsualLength, found.Length);
        if (wanted.Acl)
            Same("ownership", true, found.IsOwned);
        if (wanted.Type != "MAP")
            Same("type", WantedType(wanted), found.IsList ? found.ElementType : found.ValueType);
    }

    private void Result(CommandDescriptor command, ReferenceCommand expected)
    {
        if (expected.ResponseClass is null || !reference.Responses.TryGetValue(expected.ResponseClass, out var response))
            return;

        var isSuccess = expected.ResponseClass == "SuccessResponse";
        Compare(command.Name, "mere success", isSuccess, command.ResultType == typeof(Success));
        if (!isSuccess && command.ResultType != typeof(Success))
            differences.AddRange(ViewComparison.Compare(command.ItemType ?? command.ResultType, response, reference));
    }

    private static Type? WantedType(ReferenceParameter parameter) => (parameter.Type == "LIST" ? parameter.CollectionType : parameter.Type) switch
    {
        "STRING" => typeof(string),
        "INTEGER" => typeof(int),
        "LONG" => typeof(long),
        "SHORT" => typeof(short),
        "BOOLEAN" => typeof(bool),
        "DATE" or "TZDATE" => typeof(DateTimeOffset),
        "UUID" => EntityIds.ByResponseClass.GetValueOrDefault(parameter.EntityType ?? ""),
        var other => throw new InvalidOperationException($"The reference has a parameter of type {other}."),
    };

    private void Compare<T>(string subject, string aspect, T? wanted, T? found)
    {
        if (!Equals(wanted, found))
            Add(subject, aspect, $"4.1 has {Text(wanted)}, here it is {Text(found)}.");
    }

    private void Add(string subject, string aspect, string text) => differences.Add(new(subject, aspect, text));

    private static string Text(object? value) => value switch
    {
        null => "none",
        IReadOnlyList<string> list => string.Join(", ", list),
        Type type => type.Name,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
