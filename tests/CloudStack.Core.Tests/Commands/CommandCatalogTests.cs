namespace CloudStack.Commands;

[Command("listZones")]
internal sealed record AnotherListZones : ICommand<Success>;

public sealed class CommandCatalogTests
{
    [Test]
    public void A_command_is_found_by_its_record()
    {
        var command = CommandCatalog.Default.Get(typeof(CreateZone));

        Assert.Multiple(() =>
        {
            Assert.That(command.Name, Is.EqualTo("createZone"));
            Assert.That(command.Type, Is.EqualTo(typeof(CreateZone)));
            Assert.That(command.ResultType, Is.EqualTo(typeof(Zone)));
            Assert.That(command.ItemType, Is.Null);
            Assert.That(command.ResponseName, Is.EqualTo("createzoneresponse"));
            Assert.That(command.ObjectName, Is.EqualTo("zone"));
            Assert.That(command.IsList, Is.False);
        });
    }

    [Test]
    public void A_command_is_found_by_its_wire_name_in_the_right_case()
    {
        Assert.Multiple(() =>
        {
            Assert.That(CommandCatalog.Default.TryGet("listZones", out var command), Is.True);
            Assert.That(command?.Type, Is.EqualTo(typeof(ListZones)));
            Assert.That(CommandCatalog.Default.TryGet("listzones", out _), Is.False);
        });
    }

    [Test]
    public void A_record_that_is_no_command_of_the_catalog_is_refused() =>
        Assert.That(() => CommandCatalog.Default.Get(typeof(AnotherListZones)), Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void Two_commands_of_one_name_are_refused_with_both_records_named() =>
        Assert.That(
            () => CommandCatalog.From(typeof(ListZones).Assembly, typeof(AnotherListZones).Assembly),
            Throws.InvalidOperationException.With.Message.Contains(nameof(ListZones)).And.Message.Contains(nameof(AnotherListZones)));

    [Test]
    public void An_assembly_given_twice_counts_once() =>
        Assert.That(
            CommandCatalog.From(typeof(ListZones).Assembly, typeof(ListZones).Assembly).Commands,
            Has.Count.EqualTo(CommandCatalog.Default.Commands.Count));

    [Test]
    public void The_commands_are_in_order_of_their_names() =>
        Assert.That(CommandCatalog.Default.Commands.Select(command => command.Name), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));

    [Test]
    public void A_list_knows_its_items()
    {
        var command = CommandCatalog.Default.Get(typeof(ListZones));

        Assert.Multiple(() =>
        {
            Assert.That(command.IsList, Is.True);
            Assert.That(command.ItemType, Is.EqualTo(typeof(Zone)));
            Assert.That(command.CountsAll, Is.True);
        });
    }

    [Test]
    public void A_command_may_answer_a_list_without_being_one()
    {
        var command = CommandCatalog.Default.Get(typeof(AddHost));

        Assert.Multiple(() =>
        {
            Assert.That(command.IsList, Is.False);
            Assert.That(command.ItemType, Is.EqualTo(typeof(Host)));
            Assert.That(command.ObjectName, Is.EqualTo("host"));
        });
    }

    [Test]
    public void A_parameter_tells_what_it_takes()
    {
        var parameters = CommandCatalog.Default.Get(typeof(CreateNetworkOffering)).Parameters.ToDictionary(parameter => parameter.Name);

        Assert.Multiple(() =>
        {
            Assert.That(parameters["displaytext"].Required, Is.True);
            Assert.That(parameters["displaytext"].Length, Is.EqualTo(255));
            Assert.That(parameters["tags"].Length, Is.EqualTo(4096));
            Assert.That(parameters["networkrate"].ValueType, Is.EqualTo(typeof(int)));
            Assert.That(parameters["networkrate"].Length, Is.Null);
            Assert.That(parameters["serviceofferingid"].EntityIdType, Is.EqualTo(typeof(ServiceOfferingId)));
            Assert.That(parameters["supportedservices"].IsList, Is.True);
            Assert.That(parameters["supportedservices"].ElementType, Is.EqualTo(typeof(string)));
            Assert.That(parameters["serviceproviderlist"].IsMap, Is.True);
            Assert.That(parameters["serviceproviderlist"].IsList, Is.False);
            Assert.That(parameters["serviceproviderlist"].MapKeys, Is.EqualTo(new[] { "service", "provider" }));
            Assert.That(parameters["serviceproviderlist"].ElementType, Is.EqualTo(typeof(ServiceProviderEntry)));
        });
    }
}
