using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Drivers;

namespace CloudStack.Storage.Files;

/// <summary>Runs a program.</summary>
/// <returns>Its exit code and what it said of errors.</returns>
internal delegate Task<(int ExitCode, string Error)> ProgramRunner(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);

/// <summary>Mounts NFS exports, each once, and takes those mounts away that it made.</summary>
internal sealed class NfsMounts(FilesOptions options, ProgramRunner run, Func<string> readMounts) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentDictionary<string, bool> _made = new();

    /// <summary>The directory where an export is mounted; mounts it if it is not.</summary>
    public async Task<string> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var folder = FolderOf(address);
        if (IsMounted(folder))
        {
            return folder;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (IsMounted(folder))
            {
                return folder;
            }

            Directory.CreateDirectory(folder);
            var (exitCode, error) = await run("mount", MountArguments(address, folder), cancellationToken);
            if (exitCode != 0)
            {
                throw new DriverException(Outcome.NotApplied,
                    $"{address} could not be mounted on the management server: {OneLine(error)}. Check the address, the export and that mount.nfs is installed.", canRetry: true);
            }

            _made[folder] = true;
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new DriverException(Outcome.NotApplied, $"{address} could not be mounted on the management server: {e.Message}", canRetry: true, e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Where an export is mounted, the same in every run.</summary>
    public string FolderOf(Uri address) =>
        Path.Combine(options.Mounts, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Source(address) + address.Port.ToString(CultureInfo.InvariantCulture))))[..16]);

    /// <summary>The command line of <c>mount</c>.</summary>
    public IReadOnlyList<string> MountArguments(Uri address, string folder)
    {
        var port = address.Port > 0 ? string.Create(CultureInfo.InvariantCulture, $",port={address.Port}") : "";
        return ["-t", "nfs", "-o", options.NfsOptions + port, "--", Source(address), folder];
    }

    public void Dispose()
    {
        foreach (var folder in _made.Keys.Where(IsMounted))
        {
            // Not waited for without end: a server that is gone must not keep the process from ending.
            run("umount", ["-l", "--", folder], CancellationToken.None).Wait(TimeSpan.FromSeconds(10));
        }

        _gate.Dispose();
    }

    private static string Source(Uri address) => $"{address.Host}:{Uri.UnescapeDataString(address.AbsolutePath)}";

    private bool IsMounted(string folder)
    {
        var escaped = folder.Replace(" ", "\\040", StringComparison.Ordinal);
        return readMounts().Split('\n').Any(line => line.Split(' ') is [_, var place, ..] && place == escaped);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
