namespace CloudStack.Scenarios.Tests;

/// <summary>The source tree that the tests were built from, and what else was built there.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The Quickstart, built with the same configuration as the tests.</summary>
    public static string Quickstart { get; } = Path.Combine(Root, "samples", "Quickstart", "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "Quickstart.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudStack.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"CloudStack.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
