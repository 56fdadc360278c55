namespace CloudStack.Api.Tests;

internal sealed class FirstTests
{
    [TestCase("listZones&response=json")]
    [TestCase("listZones")]
    [TestCase("listHosts&response=json")]
    [TestCase("listCapabilities&response=json")]
    [TestCase("listCapabilities")]
    [TestCase("listApis&name=listZones&response=json")]
    [TestCase("listApis&name=listZones")]
    [TestCase("listUsers&response=json")]
    public async Task Show_an_answer(string query)
    {
        var answer = await Demo.Server.GetAsync(Demo.Admin, $"command={query}");
        TestContext.Out.WriteLine($"{answer.Status} {answer.Reason}\n{string.Join('\n', answer.Headers)}\n{answer.Body}");
        Assert.That(answer.Status, Is.EqualTo(200));
    }
}
