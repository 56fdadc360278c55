using System.Text.RegularExpressions;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>How many requests an account may make, over HTTP as it stands. Each test has accounts of its own, because the counts outlive it.</summary>
[NonParallelizable]
internal sealed partial class ApiLimitTests
{
    [SetUp]
    public async Task Limit()
    {
        await Demo.SetAsync("api.throttling.interval", "600");
        await Demo.SetAsync("api.throttling.max", "4");
        await Demo.SetAsync("api.throttling.enabled", "true");
    }

    [TearDown]
    public async Task LimitNoMore()
    {
        await Demo.SetAsync("api.throttling.enabled", "false");
        await Demo.SetAsync("api.throttling.interval", "1");
        await Demo.SetAsync("api.throttling.max", "25");
    }

    [Test]
    public async Task The_count_falls_to_nothing_and_begins_anew_when_it_is_reset()
    {
        var keys = await KeysAsync("limited");
        Assert.That(await CountAsync(keys), Is.EqualTo((1, 3)), "the question counts too");
        Assert.That((await ListAsync(keys)).Status, Is.EqualTo(200));
        Assert.That(await CountAsync(keys), Is.EqualTo((3, 1)));
        Assert.That((await ListAsync(keys)).Status, Is.EqualTo(200));
        var refused = await ListAsync(keys);
        Assert.That(refused.Status, Is.EqualTo(429));
        Assert.That(refused.Body, Does.Match("\"errorcode\":429,\"cserrorcode\":9999,\"errortext\":\"The account limited may make 4 requests in 600 s, and has made them. Try again in [0-9]+ ms\\.\""));

        var account = (await Demo.Server.RunAsync(new ListUsers { Id = keys.User }))[0].AccountId;
        var reset = await Demo.GetAsync($"command=resetApiLimit&account={account}&response=json");
        Assert.That((reset.Status, reset.Body), Is.EqualTo((200, """{ "resetapilimitresponse" : { "success" : "true"}  }""")));
        Assert.That(await CountAsync(keys), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task All_counts_are_reset_when_no_account_is_named()
    {
        var (one, two) = (await KeysAsync("limited1"), await KeysAsync("limited2"));
        await ListAsync(one);
        await ListAsync(two);
        await Demo.GetAsync("command=resetApiLimit&response=json");

        Assert.That(await CountAsync(one), Is.EqualTo((1, 3)));
        Assert.That(await CountAsync(two), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task Root_administrators_are_not_counted_and_users_cannot_reset()
    {
        for (var request = 0; request < 6; request++)
        {
            Assert.That((await Demo.GetAsync("command=listZones&response=json")).Status, Is.EqualTo(200));
        }
        Assert.That(await CountAsync(Demo.Admin), Is.EqualTo((0, 4)));
        var keys = await KeysAsync("limited3");
        Assert.That((await Demo.Server.GetAsync(keys, "command=resetApiLimit&response=json")).Status, Is.EqualTo(432));
        Assert.That((await Demo.GetAsync($"command=resetApiLimit&account={Guid.Empty}&response=json")).Status, Is.EqualTo(431));
    }

    [Test]
    public async Task Without_a_limit_nothing_is_counted()
    {
        var keys = await KeysAsync("limited4");
        await Demo.SetAsync("api.throttling.enabled", "false");
        await ListAsync(keys);

        Assert.That(await CountAsync(keys), Is.EqualTo((0, 4)));
    }

    private static async Task<Keys> KeysAsync(string name) => await Demo.KeysAsync(await Demo.AccountAsync(0, name, "a password"));

    private static Task<RawAnswer> ListAsync(Keys keys) => Demo.Server.GetAsync(keys, "command=listZones&response=json");

    private static async Task<(int Issued, int Allowed)> CountAsync(Keys keys)
    {
        var answer = await Demo.Server.GetAsync(keys, "command=getApiLimit&response=json");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var match = Answer().Match(answer.Body);
        Assert.That(match.Success, answer.Body);
        Assert.That(long.Parse(match.Groups["left"].Value, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 600_000));
        return (Number("issued"), Number("allowed"));

        int Number(string name) => int.Parse(match.Groups[name].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^\{ "getapilimitresponse" : +\{ "apilimit" : \{"accountid":"[-0-9a-f]{36}","account":"[a-z0-9]+","apiIssued":(?<issued>[0-9]+),"apiAllowed":(?<allowed>[0-9]+),"expireAfter":(?<left>[0-9]+)\} \}  \}$""")]
    private static partial Regex Answer();
}
