using CloudStack.Drivers;
using CloudStack.Testing;
using CloudStack.Testing.NUnit;

namespace CloudStack.Storage.Files.Tests;

public sealed class FilesConformance : ImageStoreConformance<FilesHarness>;

/// <summary>A directory of this machine.</summary>
public sealed class FilesHarness : IImageStoreHarness
{
    private readonly FilesImageStore _driver = new(new FilesOptions(), TimeProvider.System);
    private readonly TestFolder _folder = new();

    public IImageStore Driver => _driver;

    public ImageStoreSpec Store => _folder.Store;

    public ImageStoreSpec UnreachableStore => new(new ImageStoreId(Guid.Empty), new Uri("file:///not/there"));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _driver.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
