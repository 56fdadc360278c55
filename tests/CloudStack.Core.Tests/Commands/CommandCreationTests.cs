namespace CloudStack.Commands;

public sealed class CommandCreationTests
{
    private static readonly CommandDescriptor CreatePod = CommandCatalog.Default.Get(typeof(CreatePod));

    private static IEnumerable<CommandDescriptor> Commands => CommandCatalog.Default.Commands;

    [TestCaseSource(nameof(Commands))]
    public void Every_parameter_reaches_the_record(CommandDescriptor command)
    {
        var values = Samples.Values(command);

        var made = command.Create(values);

        Assert.That(made, Is.TypeOf(command.Type));
        foreach (var parameter in command.Parameters)
            Assert.That(parameter.GetValue(made), Is.SameAs(values[parameter.Name]).Or.EqualTo(values[parameter.Name]), parameter.Name);
    }

    [TestCaseSource(nameof(Commands))]
    public void What_is_not_given_is_null(CommandDescriptor command)
    {
        var made = Samples.Command(command, requiredOnly: true);

        foreach (var parameter in command.Parameters.Where(parameter => !parameter.Required))
            Assert.That(parameter.GetValue(made), Is.Null, parameter.Name);
    }

    [TestCaseSource(nameof(Commands))]
    public void A_missing_required_parameter_is_named(CommandDescriptor command)
    {
        foreach (var parameter in command.Parameters.Where(parameter => parameter.Required))
        {
            var values = Samples.Values(command);
            values[parameter.Name] = null;

            var error = Assert.Throws<CloudStackException>(() => command.Create(values))!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.InvalidParameter));
            Assert.That(error.Message, Does.Contain(command.Name).And.Contain(parameter.Name));
        }
    }

    [Test]
    public void Names_that_are_not_the_commands_are_ignored()
    {
        var values = Samples.Values(CreatePod);
        values["nonsense"] = 1;

        Assert.That(() => CreatePod.Create(values), Throws.Nothing);
    }

    [TestCase("name")]
    [TestCase("endip")]
    public void A_value_of_another_type_is_refused_with_the_parameters_name(string name)
    {
        var values = Samples.Values(CreatePod);
        values[name] = 1;

        Assert.That(() => CreatePod.Create(values), Throws.ArgumentException.With.Message.Contains(name));
    }
}
