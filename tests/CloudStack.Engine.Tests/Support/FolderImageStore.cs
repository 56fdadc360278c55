using CloudStack.Drivers;

namespace CloudStack.Engine.Tests;

/// <summary>Image stores that are folders of this machine; can be told to fail.</summary>
internal sealed class FolderImageStore : IImageStore
{
    /// <summary>What the next calls throw.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyCollection<string> Schemes { get; } = ["file"];

    public Task<PoolFacts> ProbeAsync(ImageStoreSpec store, CancellationToken cancellationToken) => Do(() => new PoolFacts(1L << 40, 0));

    public Uri? AddressOf(ImageStoreSpec store, string path) => new(store.Address.AbsoluteUri.TrimEnd('/') + "/" + path);

    public Task<long?> FindAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken) =>
        Do<long?>(() => File.Exists(FileOf(store, path)) ? new FileInfo(FileOf(store, path)).Length : null);

    public async Task WriteAsync(ImageStoreSpec store, string path, Stream content, CancellationToken cancellationToken)
    {
        await Do(() => true);
        var file = FileOf(store, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            await using var target = File.Create(file + ".part");
            await content.CopyToAsync(target, cancellationToken);
        }
        catch
        {
            File.Delete(file + ".part");
            throw;
        }
        File.Move(file + ".part", file, overwrite: true);
    }

    public Task<Stream> ReadAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken) => Do<Stream>(() => File.OpenRead(FileOf(store, path)));

    public Task RemoveAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken) => Do(() =>
    {
        if (File.Exists(FileOf(store, path)))
        {
            File.Delete(FileOf(store, path));
        }
        return true;
    });

    private Task<T> Do<T>(Func<T> work) => Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(work());

    private static string FileOf(ImageStoreSpec store, string path) => Path.Combine(store.Address.LocalPath, path);
}
