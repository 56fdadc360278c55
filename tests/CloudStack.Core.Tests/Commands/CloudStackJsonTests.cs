using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudStack.Commands;

public sealed class CloudStackJsonTests
{
    private static IEnumerable<CommandDescriptor> Commands => CommandCatalog.Default.Commands;

    private static IEnumerable<Type> Views =>
        typeof(CommandCatalog).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ViewAttribute), false));

    [TestCaseSource(nameof(Commands))]
    public void A_command_is_read_back_as_it_was_written(CommandDescriptor command)
    {
        var written = Samples.Command(command);

        var read = JsonSerializer.Deserialize(Write(written, command.Type), command.Type, CloudStackJson.Options)!;

        // A command inside a command holds lists, which are equal only to themselves; what it writes tells.
        foreach (var parameter in command.Parameters)
            Assert.That(Plain(parameter.GetValue(read)), Is.EqualTo(Plain(parameter.GetValue(written))), parameter.Name);

        static object? Plain(object? value) => value is ICommand inner ? Write(inner, inner.GetType()) : value;
    }

    [TestCaseSource(nameof(Commands))]
    public void A_command_is_written_under_its_wire_names(CommandDescriptor command)
    {
        var names = JsonNode.Parse(Write(Samples.Command(command), command.Type))!.AsObject().Select(property => property.Key);

        Assert.That(names, Is.EquivalentTo(command.Parameters.Select(parameter => parameter.Name)));
    }

    [TestCaseSource(nameof(Commands))]
    public void What_a_command_does_not_say_is_not_written(CommandDescriptor command)
    {
        var names = JsonNode.Parse(Write(Samples.Command(command, requiredOnly: true), command.Type))!.AsObject().Select(property => property.Key);

        Assert.That(names, Is.EquivalentTo(command.Parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name)));
    }

    [TestCaseSource(nameof(Views))]
    public void A_view_is_read_back_as_it_was_written(Type view)
    {
        var written = Write(Samples.Of(view), view);

        var read = JsonSerializer.Deserialize(written, view, CloudStackJson.Options);

        Assert.That(Write(read!, view), Is.EqualTo(written));
        Assert.That(
            JsonNode.Parse(written)!.AsObject().Select(property => property.Key),
            Is.EquivalentTo(view.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(CloudStackJson.WireName)));
    }

    [Test]
    public void An_id_is_the_text_of_its_uuid()
    {
        var id = (ZoneId)Samples.Of(typeof(ZoneId));

        Assert.That(JsonSerializer.Serialize(id, CloudStackJson.Options), Is.EqualTo($"\"{id}\""));
    }

    [Test]
    public void An_id_may_be_the_key_of_a_dictionary()
    {
        var written = new Dictionary<ZoneId, int> { [(ZoneId)Samples.Of(typeof(ZoneId))] = 1 };

        var read = JsonSerializer.Deserialize<Dictionary<ZoneId, int>>(
            JsonSerializer.Serialize(written, CloudStackJson.Options), CloudStackJson.Options);

        Assert.That(read, Is.EqualTo(written));
    }

    [TestCase(VolumeType.DataDisk, "\"DATADISK\"")]
    [TestCase(AccountState.Locked, "\"locked\"")]
    [TestCase(HostStatus.Up, "\"Up\"")]
    public void An_enum_is_written_by_its_wire_name(Enum value, string expected) =>
        Assert.That(JsonSerializer.Serialize(value, value.GetType(), CloudStackJson.Options), Is.EqualTo(expected));

    [Test]
    public void An_unknown_enum_name_is_refused_with_the_names_that_are_known() =>
        Assert.That(
            () => JsonSerializer.Deserialize<VolumeType>("\"TAPE\"", CloudStackJson.Options),
            Throws.TypeOf<JsonException>().With.Message.Contains("ROOT, DATADISK"));

    [Test]
    public void A_page_keeps_its_items_and_the_count_of_all()
    {
        var written = new ListResult<Region>([new() { Id = 1, Name = "here" }], 17);

        var read = JsonSerializer.Deserialize<ListResult<Region>>(JsonSerializer.Serialize(written, CloudStackJson.Options), CloudStackJson.Options)!;

        Assert.That(read.Items, Is.EqualTo(written.Items));
        Assert.That(read.Count, Is.EqualTo(17));
    }

    [Test]
    public void Success_is_read_back_with_its_text()
    {
        var written = new Success("done");

        Assert.That(JsonSerializer.Deserialize<Success>(Write(written, typeof(Success)), CloudStackJson.Options), Is.EqualTo(written));
    }

    private static string Write(object value, Type type) => JsonSerializer.Serialize(value, type, CloudStackJson.Options);
}
