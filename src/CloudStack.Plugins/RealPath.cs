namespace CloudStack.Plugins;

/// <summary>The one spelling of a path, without links, so that a folder is known again however it is reached.</summary>
internal static class RealPath
{
    /// <summary>How real paths are compared.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The real path of a folder; of one that does not exist, the path as it is.</summary>
    public static string Of(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } parent)
        {
            return folder;
        }

        var real = Path.Combine(Of(parent), Path.GetFileName(folder));
        return Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
    }
}
