using System.Text.Json.Nodes;

namespace CloudStack.Engine.Tests.Defaults;

/// <summary>The collected facts about 4.1, where they lie beside the repository.</summary>
internal static class Reference
{
    private static readonly string? Folder = Find();

    /// <summary>A file of the reference; null where there is none.</summary>
    public static JsonNode? Read(string file) => Folder is null ? null : JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)));

    /// <summary>A value as text, however it is written.</summary>
    public static string? Text(this JsonNode? node, string name) => node?[name]?.ToString();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "reference");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}
