using System.Diagnostics;
using CloudStack.Drivers;

namespace CloudStack.Storage.Files;

/// <summary>Image stores that are directories: of the management server, or NFS exports that it mounts. Safe for concurrent use.</summary>
public sealed class FilesImageStore : IImageStore, IDisposable
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly NfsMounts _mounts;
    private readonly TimeProvider _time;

    /// <summary>Creates the store.</summary>
    /// <param name="options">How stores are reached.</param>
    /// <param name="time">The clock.</param>
    public FilesImageStore(FilesOptions options, TimeProvider time) : this(options, time, RunAsync, () => File.ReadAllText("/proc/self/mounts"))
    {
    }

    internal FilesImageStore(FilesOptions options, TimeProvider time, ProgramRunner run, Func<string> readMounts) =>
        (_mounts, _time) = (new(options, run, readMounts), time);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Schemes { get; } = ["file", "nfs"];

    /// <inheritdoc/>
    public async Task<PoolFacts> ProbeAsync(ImageStoreSpec store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var folder = await FolderAsync(store, cancellationToken);
        return Try(store, "cannot be written to", () =>
        {
            using (new FileStream(TemporaryName(Path.Combine(folder, "probe")), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }))
            {
            }

            var drive = new DriveInfo(folder);
            return new PoolFacts(drive.TotalSize, drive.TotalSize - drive.AvailableFreeSpace);
        });
    }

    /// <inheritdoc/>
    public Uri? AddressOf(ImageStoreSpec store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        StorePath.Check(path);
        return new Uri($"{store.Address.AbsoluteUri.TrimEnd('/')}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
    }

    /// <inheritdoc/>
    public async Task<long?> FindAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var file = StorePath.Of(await FolderAsync(store, cancellationToken), path);
        return Try(store, $"does not tell of {path}", () => new FileInfo(file) is { Exists: true } found ? (long?)found.Length : null);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ImageStoreSpec store, string path, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(content);
        var file = StorePath.Of(await FolderAsync(store, cancellationToken), path);
        var (target, temporary) = Try(store, "cannot be written to", () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            RemoveAbandoned(file);
            var name = TemporaryName(file);
            return (new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true), name);
        });
        try
        {
            await using (target)
            {
                await CopyAsync(store, content, target, cancellationToken);
            }

            Try(store, "cannot be written to", () =>
            {
                File.Move(temporary, file, overwrite: true);
                return true;
            });
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> ReadAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var file = StorePath.Of(await FolderAsync(store, cancellationToken), path);
        return Try(store, $"cannot give {path}", () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true));
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var file = StorePath.Of(await FolderAsync(store, cancellationToken), path);
        Try(store, $"cannot delete {path}", () =>
        {
            if (File.Exists(file))
            {
                File.Delete(file);
            }

            return true;
        });
    }

    /// <summary>Takes away the mounts that it made.</summary>
    public void Dispose() => _mounts.Dispose();

    private async Task<string> FolderAsync(ImageStoreSpec store, CancellationToken cancellationToken)
    {
        if (store.Address.Scheme == "nfs")
        {
            return await _mounts.EnsureAsync(store.Address, cancellationToken);
        }

        var folder = store.Address.LocalPath;
        return store.Address.Host.Length == 0 && Directory.Exists(folder) ? folder : throw new DriverException(Outcome.NotApplied,
            $"The directory {folder} of {store.Address} is not there. Make it on every management server and host first.", canRetry: true);
    }

    /// <summary>Reading and writing fail for different reasons: what the content throws goes on as it is.</summary>
    private static async Task CopyAsync(ImageStoreSpec store, Stream content, FileStream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 18];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            try
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            catch (IOException e)
            {
                throw Failed(store, "cannot be written to", e);
            }
        }

        Try(store, "cannot be written to", () =>
        {
            target.Flush(flushToDisk: true);
            return true;
        });
    }

    private static string TemporaryName(string file) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}.tmp");

    /// <summary>What writes of the same image have left behind whose process ended.</summary>
    private void RemoveAbandoned(string file)
    {
        var before = _time.GetUtcNow() - Abandoned;
        foreach (var old in new DirectoryInfo(Path.GetDirectoryName(file)!).EnumerateFiles(".*.tmp").Where(old => old.LastWriteTimeUtc < before))
        {
            TryDelete(old.FullName);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A later write tries again.
        }
    }

    private static T Try<T>(ImageStoreSpec store, string failure, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(store, failure, e);
        }
    }

    private static DriverException Failed(ImageStoreSpec store, string failure, Exception cause) =>
        new(Outcome.NotApplied, $"The image store {store.Address} {failure}: {cause.Message}", canRetry: cause is not FileNotFoundException, cause);

    private static async Task<(int ExitCode, string Error)> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, error);
    }
}
