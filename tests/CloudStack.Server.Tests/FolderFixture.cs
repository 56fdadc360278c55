namespace CloudStack.Server.Tests;

/// <summary>Tests of programs that each have a folder of their own.</summary>
internal abstract class FolderFixture
{
    protected string Folder { get; private set; } = "";

    [SetUp]
    public void MakeFolder() => Folder = Directory.CreateTempSubdirectory("cloudstack-server-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);
}
