using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine.Tests.Mail;

/// <summary>Mails of projects and alerts, to a mail server on loopback.</summary>
public sealed class MailTests
{
    [Test]
    public async Task A_mail_reaches_the_server_of_the_settings()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var server = new SmtpTestServer();
        await SetProjectMailAsync(cloud, server.Port);

        await cloud.Get<IProjectMail>().SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None);

        Assert.That(server.Mails.Single(), Has.Some.Contains("<cloud@example.com>").And.Some.Contains("RCPT TO:<dev@example.com>")
            .And.Some.EqualTo("Subject: Hello").And.Some.EqualTo("The text"));
    }

    [Test]
    public async Task Without_a_server_or_with_one_that_is_not_there_mail_is_refused_clearly()
    {
        await using var cloud = await TestCloud.StartAsync();
        var mail = cloud.Get<IProjectMail>();
        string port;
        using (var gone = new SmtpTestServer())
        {
            port = gone.Port;
        }

        var unset = Assert.ThrowsAsync<CloudStackException>(() => mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None))!;
        await SetProjectMailAsync(cloud, port);
        var absent = Assert.ThrowsAsync<CloudStackException>(() => mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None))!;

        Assert.That((unset.Code, absent.Code), Is.EqualTo((ErrorCode.ResourceUnavailable, ErrorCode.ResourceUnavailable)));
        Assert.That(unset.Message, Does.Contain("project.smtp.host"));
        Assert.That(absent.Message, Does.Contain("dev@example.com").And.Contain(port));
    }

    [Test]
    public async Task A_server_that_wants_a_login_gets_it_and_a_wrong_one_is_told()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var server = new SmtpTestServer(("cloud", "right"));
        await SetProjectMailAsync(cloud, server.Port);
        await SetAsync(cloud, ("project.smtp.useAuth", "true"), ("project.smtp.username", "cloud"), ("project.smtp.password", "wrong"));
        var mail = cloud.Get<IProjectMail>();

        var refused = Assert.ThrowsAsync<CloudStackException>(() => mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None))!;
        await SetAsync(cloud, ("project.smtp.password", "right"));
        await mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None);

        Assert.That(refused.Message, Does.Contain("wrong user name or password").And.Not.Contain("right"));
        Assert.That(server.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_alert_is_mailed_once_to_all_addresses_and_again_when_it_is_renewed_a_day_later()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var server = new SmtpTestServer();
        await RaiseAsync(cloud);
        var mails = Mails(cloud);
        await mails.RunAsync(CancellationToken.None);
        Assert.That(server.Mails, Is.Empty, "nothing is set");

        await SetAlertMailAsync(cloud, server.Port);
        await mails.RunAsync(CancellationToken.None);
        await RaiseAsync(cloud);
        await mails.RunAsync(CancellationToken.None);
        Assert.That(server.Mails.Single(), Has.Some.Contains("RCPT TO:<one@example.com>").And.Some.Contains("RCPT TO:<two@example.com>")
            .And.Some.EqualTo("Subject: The host h1 is lost").And.Some.EqualTo("Raised: once"));

        await AgeAsync(cloud, TimeSpan.FromHours(25));
        await mails.RunAsync(CancellationToken.None);
        Assert.That(server.Mails[^1], Has.Some.EqualTo("Raised: 2 times"));

        await AgeAsync(cloud, TimeSpan.FromHours(25));
        await mails.RunAsync(CancellationToken.None);
        Assert.That(server.Mails, Has.Count.EqualTo(2), "it was not renewed");
    }

    [Test]
    public async Task An_alert_that_could_not_be_mailed_is_mailed_later()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var server = new SmtpTestServer(("cloud", "right"));
        await SetAlertMailAsync(cloud, server.Port);
        await RaiseAsync(cloud);
        await Mails(cloud).RunAsync(CancellationToken.None);
        Assert.That(server.Mails, Is.Empty);

        await SetAsync(cloud, ("alert.smtp.useAuth", "true"), ("alert.smtp.username", "cloud"), ("alert.smtp.password", "right"));
        await Mails(cloud).RunAsync(CancellationToken.None);

        Assert.That(server.Mails, Has.Count.EqualTo(1));
    }

    private static AlertMails Mails(TestCloud cloud) => ActivatorUtilities.CreateInstance<AlertMails>(cloud.Get<IServiceProvider>());

    /// <summary>Makes all that happened to alerts happen earlier.</summary>
    private static Task AgeAsync(TestCloud cloud, TimeSpan age) => cloud.Database.WriteAsync(async db =>
    {
        var alert = await db.Alerts.SingleAsync();
        var (mailed, sent) = (alert.Mailed - age, alert.LastSent - age);
        await db.Alerts.Set(row => row.Mailed, mailed).Set(row => row.LastSent, sent).UpdateAsync();
    });

    private static Task RaiseAsync(TestCloud cloud) =>
        cloud.Database.WriteAsync(db => cloud.Get<AlertLog>().AddAsync(db, AlertLog.Host, "The host h1 is lost"));

    private static Task SetProjectMailAsync(TestCloud cloud, string port) =>
        SetAsync(cloud, ("project.smtp.host", "127.0.0.1"), ("project.email.sender", "cloud@example.com"), ("project.smtp.port", port));

    private static Task SetAlertMailAsync(TestCloud cloud, string port) => SetAsync(cloud, ("alert.smtp.host", "127.0.0.1"), ("alert.smtp.port", port),
        ("alert.email.sender", "cloud@example.com"), ("alert.email.addresses", "one@example.com, two@example.com"));

    private static async Task SetAsync(TestCloud cloud, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            await cloud.RunAsync(new UpdateConfiguration(name) { Value = value });
        }
    }
}
