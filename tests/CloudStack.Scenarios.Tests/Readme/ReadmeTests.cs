namespace CloudStack.Scenarios.Tests.Readme;

/// <summary>What the README shows is what the build compiles.</summary>
[TestFixture]
internal sealed class ReadmeTests
{
    [Test]
    public async Task The_first_snippet_is_the_program_of_the_embed_sample()
    {
        const string Fence = "```csharp\n";
        var readme = await TextAsync("README.md");
        var start = readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        var snippet = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.That(snippet.Trim(), Is.EqualTo((await TextAsync("samples/Embed/Program.cs")).Trim()));
    }

    private static async Task<string> TextAsync(string path) =>
        (await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, path))).Replace("\r\n", "\n", StringComparison.Ordinal);
}
