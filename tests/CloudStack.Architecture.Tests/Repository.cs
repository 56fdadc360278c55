using System.Xml.Linq;

namespace CloudStack.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects below <c>src</c>.</summary>
    public static IReadOnlyList<SourceProject> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new SourceProject(path))];

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

/// <summary>A project below <c>src</c>, as its project file tells it.</summary>
internal sealed class SourceProject(string path)
{
    private readonly XDocument _file = XDocument.Load(path);

    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public IReadOnlyList<string> ProjectReferences => [.. Items("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    public IReadOnlyList<string> PackageReferences => Items("PackageReference");

    public IReadOnlyList<string> Imports => [.. _file.Descendants("Import").Select(import => Path.GetFileName((string)import.Attribute("Project")!))];

    public override string ToString() => Name;

    private List<string> Items(string kind) => [.. _file.Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>()];
}
