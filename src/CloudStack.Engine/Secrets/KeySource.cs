using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Where the host's key comes from: a callback, the environment, or a file.</summary>
internal sealed class KeySource
{
    public const string EnvironmentVariable = "CLOUDSTACK_KEY";

    public Func<byte[]>? Callback { get; set; }

    public string? File { get; set; }

    public string Describe(Database database) =>
        Callback is not null ? "from the callback given to UseKey"
        : Environment.GetEnvironmentVariable(EnvironmentVariable) is not null ? $"from the environment variable {EnvironmentVariable}"
        : PathFor(database) is { } path ? $"in the file {path}" : "in memory";

    public byte[] Read(Database database, bool isNew)
    {
        if (Callback is not null)
        {
            return Normalise(Callback());
        }
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } text)
        {
            return Normalise(Encoding.UTF8.GetBytes(text));
        }
        if (PathFor(database) is not { } path)
        {
            return RandomNumberGenerator.GetBytes(32);
        }
        if (System.IO.File.Exists(path))
        {
            return Normalise(System.IO.File.ReadAllBytes(path));
        }
        if (!isNew)
        {
            throw new InvalidOperationException(
                $"The key file {path} of {database.Name} is missing. Restore it, or give the key with UseKey, UseKeyFile or {EnvironmentVariable}.");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var key = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        using (var file = new FileStream(path, options))
        {
            file.Write(key);
        }
        return Normalise(key);
    }

    private string? PathFor(Database database) => File ?? database.DefaultKeyFile;

    /// <summary>Any text of the host's choice becomes a key of the right length.</summary>
    private static byte[] Normalise(byte[] key) => SHA256.HashData(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(key).Trim()));
}
