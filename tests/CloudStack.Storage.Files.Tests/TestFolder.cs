using CloudStack.Drivers;

namespace CloudStack.Storage.Files.Tests;

/// <summary>A directory for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly Lazy<string> _path = new(() => Directory.CreateTempSubdirectory("cloudstack-files-").FullName);

    public string Path => _path.Value;

    public ImageStoreSpec Store => new(new ImageStoreId(Guid.Empty), new Uri($"file://{Path}"));

    public void Dispose()
    {
        if (_path.IsValueCreated)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
