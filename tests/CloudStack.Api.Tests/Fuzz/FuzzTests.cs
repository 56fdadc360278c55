using CloudStack.Fuzz;

namespace CloudStack.Api.Tests.Fuzz;

/// <summary>A small run of what eng/fuzz.sh does, always with the same requests.</summary>
internal sealed class FuzzTests
{
    private const int Requests = 2000;

    [Test]
    public async Task No_request_brings_the_server_down()
    {
        await using var server = await ApiServer.StartAsync();
        var zone = await server.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "fuzz", "Advanced") { GuestCidrAddress = "10.1.1.0/24" });
        await server.RunAsync(new CreatePod("10.1.0.1", "pod", "255.255.255.0", "10.1.0.100", zone.Id) { EndIp = "10.1.0.200" });
        var admin = (await server.RunAsync(new ListUsers { UserName = "admin" }))[0];
        var user = (await server.RunAsync(new CreateAccount(0, "ann@example.org", "Ann", "Tester", "a password", "ann"))).User[0];
        var keys = new List<(string, string)>();
        foreach (var id in new[] { admin.Id, user.Id })
        {
            var made = await server.RunAsync(new RegisterUserKeys(id));
            keys.Add((made.ApiKey!, made.SecretKey!));
        }
        var requests = new RandomRequests(20130531, keys);
        var run = new FuzzRun(server.Port, requests);

        await run.SendAsync(Requests);

        Assert.That(run.Faults, Is.Empty);
        Assert.That(server.Log.Lines.Where(line => line.Contains("failed unexpectedly", StringComparison.Ordinal) || line.Contains("could not be written", StringComparison.Ordinal)), Is.Empty);
        Assert.That(run.Statuses.GetValueOrDefault(200), Is.GreaterThan(Requests / 20), "enough of them must be right to matter");
        Assert.That((await server.GetAsync("")).Status, Is.EqualTo(401), "the server still answers");
    }
}
