using NetArchTest.Rules;

namespace CloudStack.Architecture.Tests;

/// <summary>Code that must stay free of input and output.</summary>
[TestFixture]
internal sealed class PurityTests
{
    [Test]
    public void Placement_reads_no_files_no_network_and_starts_no_tasks()
    {
        var result = Types.InAssembly(typeof(ICloud).Assembly).That().ResideInNamespace("CloudStack.Placement")
            .ShouldNot().HaveDependencyOnAny("System.IO", "System.Net", "System.Threading.Tasks", "System.Diagnostics.Process").GetResult();
        // The filter also takes types beside the namespace whose names begin like it.
        Assert.That((result.FailingTypeNames ?? []).Where(name => name.StartsWith("CloudStack.Placement.", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Core_reads_no_files_and_no_network()
    {
        var result = Types.InAssembly(typeof(ICloud).Assembly).ShouldNot().HaveDependencyOnAny("System.IO.File", "System.IO.Directory", "System.Net.Http", "System.Net.Sockets").GetResult();
        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }
}
