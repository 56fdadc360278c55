using System.Text.Json;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>One id follows a request through everything that it sets going.</summary>
internal sealed class RequestIdTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Test]
    public async Task The_id_of_the_request_is_that_of_its_job_its_events_and_the_driver_calls()
    {
        var query = $"command=deployVirtualMachine&name=traced&zoneid={Demo.Zone.Id}&templateid={Demo.Template.Id}&serviceofferingid={Demo.Offering.Id}&networkids={Demo.Network.Id}&response=json";
        var answer = await Demo.Server.GetAsync(Demo.Admin.Sign(query), $"traceparent: 00-{Trace}-00f067aa0ba902b7-01");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var id = JsonDocument.Parse(answer.Body).RootElement.EnumerateObject().Single().Value.GetProperty("jobid").GetGuid();
        await Demo.Server.Cloud.WaitAsync<VirtualMachine>(new(id), Caller.Root);

        var database = Demo.Server.Services.GetRequiredService<Database>();
        var job = await database.ReadAsync(db => db.Jobs.FirstAsync(row => row.Uuid == id));
        var events = await database.ReadAsync(db => db.Events.Where(row => row.RequestId == Trace).OrderBy(row => row.Id).Select(row => row.State).ToListAsync());
        Assert.That(job.RequestId, Is.EqualTo(Trace));
        Assert.That(events, Is.EqualTo(new[] { EventState.Created, EventState.Scheduled, EventState.Started, EventState.Completed }));
        Assert.That(Demo.Server.Log.Of(Trace), Has.Some.StartsWith("Debug: The Simulator driver is called for the host "));
    }

    [Test]
    public async Task A_command_that_runs_at_once_leaves_its_id_on_its_event()
    {
        const string Other = "0af7651916cd43dd8448eb211c80319c";
        var set = await Demo.Server.GetAsync(Demo.Admin.Sign("command=updateConfiguration&name=expunge.delay&value=86400&response=json"), $"traceparent: 00-{Other}-00f067aa0ba902b7-01");
        Assert.That(set.Status, Is.EqualTo(200), set.Body);

        var database = Demo.Server.Services.GetRequiredService<Database>();
        var types = await database.ReadAsync(db => db.Events.Where(row => row.RequestId == Other).Select(row => row.Type).ToListAsync());
        Assert.That(types, Is.EqualTo(new[] { "CONFIGURATION.VALUE.EDIT" }));
    }
}
