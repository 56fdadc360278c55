using System.Reflection;

namespace CloudStack.Commands;

/// <summary>What holds for every command, whatever handles it.</summary>
public sealed class CommandRulesTests
{
    private static readonly HashSet<string> Events =
        [.. typeof(EventType).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)];

    private static IEnumerable<CommandDescriptor> Commands => CommandCatalog.Default.Commands;

    private static IEnumerable<Type> Views =>
        typeof(CommandCatalog).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ViewAttribute), false));

    [TestCaseSource(nameof(Commands))]
    public void The_record_is_sealed_and_named_as_the_command(CommandDescriptor command)
    {
        // Abbreviations are cased as words: createSSHKeyPair is CreateSshKeyPair.
        Assert.That(command.Type.Name, Is.EqualTo(command.Name).IgnoreCase);
        Assert.That(command.Type.Name[0], Is.EqualTo(char.ToUpperInvariant(command.Name[0])));
        Assert.That(command.Type.IsSealed, Is.True);
        Assert.That(command.Type.Namespace, Is.EqualTo("CloudStack"));
    }

    [TestCaseSource(nameof(Commands))]
    public void Someone_may_call_it(CommandDescriptor command) => Assert.That(command.Access, Is.Not.EqualTo(Role.None));

    [TestCaseSource(nameof(Commands))]
    public void Its_events_are_known(CommandDescriptor command) =>
        Assert.That(new[] { command.Event, command.CreateEvent }.OfType<string>().Distinct(), Is.SubsetOf(Events));

    [TestCaseSource(nameof(Commands))]
    public void What_creates_in_two_halves_runs_as_a_job(CommandDescriptor command) =>
        Assert.That(!command.IsCreate || command.Runs == Runs.AsJob, Is.True);

    [TestCaseSource(nameof(Commands))]
    public void The_answer_names_its_object_unless_it_is_mere_success(CommandDescriptor command) =>
        Assert.That(command.ObjectName is null, Is.EqualTo(command.ResultType == typeof(Success)));

    [TestCaseSource(nameof(Commands))]
    public void Only_lists_count_all(CommandDescriptor command) => Assert.That(!command.CountsAll || command.ItemType is not null, Is.True);

    [TestCaseSource(nameof(Commands))]
    public void No_two_parameters_have_one_name(CommandDescriptor command) =>
        Assert.That(command.Parameters.Select(parameter => parameter.Name), Is.Unique);

    [TestCaseSource(nameof(Commands))]
    public void What_is_optional_is_nullable_and_what_is_required_is_not(CommandDescriptor command)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var parameter in command.Parameters)
        {
            var property = command.Type.GetProperty(parameter.PropertyName)!;
            Assert.That(
                nullability.Create(property).ReadState,
                Is.EqualTo(parameter.Required ? NullabilityState.NotNull : NullabilityState.Nullable),
                parameter.Name);
        }
    }

    [TestCaseSource(nameof(Commands))]
    public void The_entries_of_a_map_are_read_by_its_keys(CommandDescriptor command)
    {
        foreach (var parameter in command.Parameters.Where(parameter => parameter is { IsMap: true, ElementType: not null }))
        {
            Assert.That(
                parameter.ElementType!.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(CloudStackJson.WireName),
                Is.EquivalentTo(parameter.MapKeys!),
                parameter.Name);
        }
    }

    [TestCaseSource(nameof(Commands))]
    public void A_command_for_an_owner_shows_it_on_the_wire(CommandDescriptor command)
    {
        var names = command.Parameters.Select(parameter => parameter.Name).ToArray();
        if (typeof(IOwnerScoped).IsAssignableFrom(command.Type))
            Assert.That(names, Does.Contain("domainid"));
        if (typeof(IOwnerFiltered).IsAssignableFrom(command.Type))
            Assert.That(names, Does.Contain("listall").And.Contain("isrecursive"));
    }

    [TestCaseSource(nameof(Views))]
    public void A_view_is_sealed_and_its_lists_are_never_null(Type view)
    {
        Assert.That(view.IsSealed, Is.True);
        var empty = Activator.CreateInstance(view);
        foreach (var property in view.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                Assert.That(property.GetValue(empty), Is.Not.Null, property.Name);
        }
    }
}
