namespace CloudStack.Parity;

/// <summary>Where the sources of this test lie.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = Find();

    public static string ParityFile => Path.Combine(Root.FullName, "docs", "parity.md");

    public static string DifferencesFile => Path.Combine(Root.FullName, "tests", "CloudStack.Core.Tests", "Parity", "differences.md");

    private static DirectoryInfo Find()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CloudStack.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("CloudStack.sln is in no folder above the tests.");
        return folder;
    }
}
