namespace CloudStack.Api.Tests.Wire;

/// <summary>Projects on the wire: -1 is all of them.</summary>
internal sealed class ProjectTests
{
    [Test]
    public async Task Lists_take_one_project_or_with_minus_one_all_of_them()
    {
        var name = $"wire-{Guid.NewGuid():N}";
        var project = await Demo.Server.Cloud.ExecuteAsync(new CreateProject("text", name), Caller.For(Demo.Ann.User));
        await Demo.Server.Cloud.ExecuteAsync(new CreateInstanceGroup(name) { ProjectId = project.Id }, Caller.For(Demo.Ann.User));

        var without = await Demo.Server.GetAsync(Demo.Ann, $"command=listInstanceGroups&name={name}&response=json");
        var one = await Demo.Server.GetAsync(Demo.Ann, $"command=listInstanceGroups&projectid={project.Id}&name={name}&response=json");
        var all = await Demo.Server.GetAsync(Demo.Ann, $"command=listInstanceGroups&projectid=-1&name={name}&response=json");
        var change = await Demo.Server.GetAsync(Demo.Ann, $"command=createInstanceGroup&projectid=-1&name={name}&response=json");
        var other = await Demo.Server.GetAsync(Demo.Ann, "command=listVirtualMachines&groupid=-1&response=json");

        Assert.That(without.Body, Is.EqualTo("""{ "listinstancegroupsresponse" : { } }"""));
        Assert.That(one.Body, Does.Contain($"\"projectid\":\"{project.Id}\",\"project\":\"{name}\"").And.Not.Contain("\"account\""));
        Assert.That(all.Body, Is.EqualTo(one.Body));
        Assert.That((change.Status, other.Status), Is.EqualTo((431, 431)));
        Assert.That(change.Body, Does.Contain("projectid -1, for all projects, is not offered here"));
    }
}
