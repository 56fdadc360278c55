using System.Text.Json;

namespace CloudStack.Parity;

/// <summary>That the comparison sees what it should; the facts are made up here, so that it holds without the reference too.</summary>
public sealed class ComparisonTests
{
    private static readonly CommandDescriptor DeleteHost = CommandCatalog.Default.Get(typeof(DeleteHost));
    private static readonly CommandDescriptor ListRegions = CommandCatalog.Default.Get(typeof(ListRegions));

    private static readonly ReferenceCommand DeleteHostFacts = new()
    {
        Name = "deleteHost",
        Group = "admin.host",
        CmdClass = "org.apache.cloudstack.api.command.admin.host.DeleteHostCmd",
        ResponseName = "deletehostresponse",
        ResponseClass = "SuccessResponse",
        Mask = 3,
        Parameters =
        [
            new() { Name = "id", Type = "UUID", Required = true, EntityType = "HostResponse" },
            new() { Name = "forced", Type = "BOOLEAN" },
            new() { Name = "forcedestroylocalstorage", Type = "BOOLEAN" },
        ],
    };

    private static readonly ReferenceCommand ListRegionsFacts = new()
    {
        Name = "listRegions",
        Group = "user.region",
        CmdClass = "org.apache.cloudstack.api.command.user.region.ListRegionsCmd",
        ResponseName = "listregionsresponse",
        ResponseObject = "region",
        ResponseClass = "RegionResponse",
        Mask = 15,
        List = true,
        Count = "returned",
        Parameters =
        [
            new() { Name = "id", Type = "INTEGER" },
            new() { Name = "name", Type = "STRING" },
            new() { Name = "keyword", Type = "STRING" },
            new() { Name = "page", Type = "INTEGER" },
            new() { Name = "pagesize", Type = "INTEGER" },
        ],
    };

    private static readonly ReferenceField[] RegionFields =
    [
        new("id", "Integer", null, null, null),
        new("name", "String", null, null, null),
        new("endpoint", "String", null, null, null),
        new("jobid", "String", null, null, null),
    ];

    [Test]
    public void What_is_the_same_has_no_differences()
    {
        Assert.That(Compare(DeleteHost, DeleteHostFacts), Is.Empty);
        Assert.That(Compare(ListRegions, ListRegionsFacts, RegionFields), Is.Empty);
    }

    [Test]
    public void A_command_that_4_1_lacks_is_a_difference() =>
        Assert.That(CommandComparison.Compare(DeleteHost, Facts()).Single().Aspect, Is.EqualTo("name"));

    private static IEnumerable<TestCaseData> Declarations()
    {
        yield return Case("roles", DeleteHostFacts with { Mask = 1 });
        yield return Case("async", DeleteHostFacts with { Async = true });
        yield return Case("create", DeleteHostFacts with { AsyncCreate = true });
        yield return Case("since", DeleteHostFacts with { Since = "3.0.0" });
        yield return Case("response name", DeleteHostFacts with { ResponseName = "x", SuccessResponseName = "deletehostresponse" });
        yield return Case("success response name", DeleteHostFacts with { SuccessResponseName = "x" });
        yield return Case("object name", DeleteHostFacts with { ResponseObject = "host" });
        yield return Case("event", DeleteHostFacts with { EventType = "HOST.DELETE" });
        yield return Case("create event", DeleteHostFacts with { CreateEventType = "HOST.DELETE" });
        yield return Case("job instance", DeleteHostFacts with { InstanceType = "Host" });
        yield return Case("list", DeleteHostFacts with { List = true });
        yield return Case("count of all", DeleteHostFacts with { Count = "total" });
        yield return Case("class", DeleteHostFacts with { CmdClass = "com.cloud.Other" });
        yield return Case("mere success", DeleteHostFacts with { ResponseClass = "RegionResponse" });
    }

    private static IEnumerable<TestCaseData> Parameters()
    {
        yield return Case("parameter id", DeleteHostFacts with { Parameters = [.. DeleteHostFacts.Parameters.Skip(1)] });
        yield return Case("parameter other", DeleteHostFacts with { Parameters = [.. DeleteHostFacts.Parameters, new() { Name = "other", Type = "STRING" }] });
        yield return Case("parameter id, required", WithId(id => id with { Required = false }));
        yield return Case("parameter id, type", WithId(id => id with { EntityType = "PodResponse" }));
        yield return Case("parameter id, type", WithId(id => id with { Type = "STRING", Length = null }), "parameter id, length");
        yield return Case("parameter id, since", WithId(id => id with { Since = "3.0.0" }));
        yield return Case("parameter id, ownership", WithId(id => id with { Acl = true }));
        yield return Case("parameter id, list", WithId(id => id with { Type = "LIST", CollectionType = "UUID" }));
        yield return Case(
            "parameter id, keys",
            WithId(id => id with { Type = "MAP", MapKeys = JsonSerializer.SerializeToElement(new[] { "key" }) }),
            "parameter id, map");
    }

    [TestCaseSource(nameof(Declarations))]
    [TestCaseSource(nameof(Parameters))]
    public void A_difference_is_seen_where_it_is(object facts, string[] aspects) =>
        Assert.That(Compare(DeleteHost, (ReferenceCommand)facts).Select(difference => difference.Aspect), Is.EquivalentTo(aspects));

    [TestCase("id", "Long")]
    [TestCase("name", "Integer")]
    [TestCase("endpoint", "Date")]
    public void A_field_of_another_type_is_a_difference(string name, string javaType)
    {
        var fields = RegionFields.Select(field => field.Name == name ? field with { JavaType = javaType } : field);

        Assert.That(Compare(ListRegions, ListRegionsFacts, [.. fields]).Single().Aspect, Is.EqualTo($"field {name}"));
    }

    [Test]
    public void Fields_that_are_missing_or_too_many_are_differences()
    {
        var fields = RegionFields.Where(field => field.Name != "name").Append(new("motto", "String", null, null, null));

        Assert.That(
            Compare(ListRegions, ListRegionsFacts, [.. fields]).Select(difference => difference.Aspect),
            Is.EquivalentTo(new[] { "field name", "field motto" }));
    }

    [Test]
    public void The_views_inside_a_view_are_compared_too()
    {
        var command = CommandCatalog.Default.Get(typeof(UpdatePod));
        var response = new ReferenceResponse("PodResponse", [new("capacity", "List<CapacityResponse>", "CapacityResponse", "List", null)]);
        var capacity = new ReferenceResponse("CapacityResponse", [new("type", "String", null, null, null)]);

        var differences = ViewComparison.Compare(command.ResultType, response, new([], [response, capacity], new Dictionary<string, string[]>()));

        Assert.That(differences, Has.Some.Matches<Difference>(difference => difference is { Subject: "CapacityResponse", Aspect: "field type" }));
    }

    [Test]
    public void A_state_with_other_members_is_a_difference()
    {
        var response = new ReferenceResponse("HostResponse", [new("state", "Status", null, null, "Status")]);
        var facts = new Reference([], [response], new Dictionary<string, string[]> { ["Status"] = ["Up", "Down"] });

        Assert.That(
            ViewComparison.Compare(typeof(Host), response, facts),
            Has.Some.Matches<Difference>(difference => difference.Text.Contains("members", StringComparison.Ordinal)));
    }

    private static ReferenceCommand WithId(Func<ReferenceParameter, ReferenceParameter> change) =>
        DeleteHostFacts with { Parameters = [change(DeleteHostFacts.Parameters[0]), .. DeleteHostFacts.Parameters.Skip(1)] };

    private static TestCaseData Case(string aspect, ReferenceCommand facts, params string[] more) => new(facts, (string[])[aspect, .. more]);

    private static IReadOnlyList<Difference> Compare(CommandDescriptor command, ReferenceCommand facts, params ReferenceField[] fields) =>
        CommandComparison.Compare(command, Facts(facts, fields));

    private static Reference Facts(ReferenceCommand? command = null, ReferenceField[]? fields = null) =>
        new(
            command is null ? [] : [command],
            [new("SuccessResponse", []), new("RegionResponse", fields ?? [])],
            new Dictionary<string, string[]>());
}
