using CloudStack.Drivers;

namespace CloudStack.Storage.Files;

/// <summary>Finds an image below a store's directory, and lets nothing lead out of it.</summary>
internal static class StorePath
{
    /// <summary>The file of an image.</summary>
    /// <exception cref="DriverException">The path leads out of the store, or is none.</exception>
    public static string Of(string folder, string path)
    {
        Check(path);
        var full = folder;
        foreach (var part in path.Split('/'))
        {
            full = Path.Combine(full, part);
            if (new FileInfo(full).LinkTarget is not null)
            {
                throw Refused(path, "it leads through a symbolic link");
            }
        }

        return full;
    }

    /// <exception cref="DriverException">The path is none.</exception>
    public static void Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Split('/').Any(part => part.Length is 0 or > 200 || part is "." or "..") || path.Any(letter => char.IsControl(letter) || letter == '\\'))
        {
            throw Refused(path, "it must be names with / between, without . and ..");
        }
    }

    private static DriverException Refused(string path, string why) => new(Outcome.NotApplied, $"The path '{path}' cannot be used in an image store: {why}.");
}
