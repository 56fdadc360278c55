using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Jobs;

public sealed class JobViewTests
{
    [Test]
    public async Task A_job_tells_its_result_as_4_1_does()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var good = (await cloud.Cloud.StartAsync(new DisableUser(tenants.User("lab-user")), Caller.Root)).JobId;
        var done = (await cloud.Cloud.StartAsync(new DeleteDomain((await cloud.RunAsync(new CreateDomain("x"))).Id), Caller.Root)).JobId;
        var bad = (await cloud.Cloud.StartAsync(new DeleteDomain(tenants.Lab.Id), Caller.Root)).JobId;
        await cloud.Get<JobRunner>().WhenIdleAsync();

        var (first, second, third) = (await cloud.RunAsync(new QueryAsyncJobResult(good)), await cloud.RunAsync(new QueryAsyncJobResult(done)), await cloud.RunAsync(new QueryAsyncJobResult(bad)));

        Assert.That((first.JobStatus, first.JobResultCode, first.JobResultType, first.JobInstanceId), Is.EqualTo((1, 0, "object", (Guid?)null)));
        Assert.That(first.Cmd, Is.EqualTo("org.apache.cloudstack.api.command.admin.user.DisableUserCmd"));
        Assert.That(first.JobResult!.Value.GetProperty("user").GetProperty("state").GetString(), Is.EqualTo("disabled"));
        Assert.That(second.JobResult!.Value.GetRawText(), Is.EqualTo("{\"success\":true}"));
        Assert.That((third.JobStatus, third.JobResultCode), Is.EqualTo((2, 530)));
        Assert.That(third.JobResult!.Value.GetProperty("errorcode").GetInt32(), Is.EqualTo(431));
    }

    [Test]
    public async Task Jobs_are_for_those_who_may_see_their_account()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var job = (await cloud.Cloud.StartAsync(new DisableUser(tenants.User("eu-user")), Caller.For(tenants.User("eu-admin")))).JobId;
        await cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That((await cloud.RunAsync(new QueryAsyncJobResult(job), tenants.User("sales-admin"))).JobStatus, Is.EqualTo(1));
        Assert.That((await cloud.RefusedAsync(new QueryAsyncJobResult(job), tenants.User("lab-admin"))).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await cloud.RunAsync(new ListAsyncJobs { ListAll = true }, tenants.User("sales-admin")), Has.Count.EqualTo(1));
        Assert.That(await cloud.RunAsync(new ListAsyncJobs(), tenants.User("sales-admin")), Is.Empty);
        Assert.That(await cloud.RunAsync(new ListAsyncJobs { ListAll = true, StartDate = cloud.Time.GetUtcNow() }), Is.Empty);
    }

    [Test]
    public async Task Jobs_that_ended_are_purged_in_time()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new DisableUser(tenants.User("eu-user")));
        var purge = ActivatorUtilities.CreateInstance<JobPurge>(cloud.Get<IServiceProvider>());

        await purge.RunAsync(CancellationToken.None);
        Assert.That(await cloud.RunAsync(new ListAsyncJobs()), Has.Count.EqualTo(1));
        cloud.Time.Advance(TimeSpan.FromMinutes(1441));
        await purge.RunAsync(CancellationToken.None);
        Assert.That(await cloud.RunAsync(new ListAsyncJobs()), Is.Empty);
    }
}
