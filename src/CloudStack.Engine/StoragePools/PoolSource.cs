using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>Where a pool's storage is, from the url of <c>createStoragePool</c>.</summary>
internal sealed record PoolSource(string Type, string Host, int Port, string Path, string? UserInfo)
{
    private const string Local = "localhost";

    /// <summary>Whether host and path mean the same storage everywhere, and not something of each host's own.</summary>
    public bool IsGlobal => Type is PoolTypes.NetworkFilesystem or PoolTypes.Rbd or PoolTypes.IscsiLun;

    public static PoolSource Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw Invalid(url, "it is no URL");
        }
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        if (path.Length <= 1)
        {
            throw Invalid(url, "the path is missing");
        }
        var port = uri.IsDefaultPort || uri.Port < 0 ? 0 : uri.Port;
        return uri.Scheme.ToLowerInvariant() switch
        {
            "nfs" => new(PoolTypes.NetworkFilesystem, Server(uri, url), port == 0 ? 2049 : port, Trimmed(path), null),
            "sharedmountpoint" => new(PoolTypes.SharedMountPoint, Local, 0, Trimmed(path), null),
            "file" or "filesystem" => new(PoolTypes.Filesystem, Local, 0, Trimmed(path), null),
            "presetup" => new(PoolTypes.PreSetup, uri.Host.Length == 0 ? Local : uri.Host, 0, Trimmed(path), null),
            "clvm" => new(PoolTypes.Clvm, uri.Host.Length == 0 ? Local : uri.Host, 0, path.Trim('/'), null),
            "rbd" => new(PoolTypes.Rbd, Server(uri, url), port == 0 ? 6789 : port, path.Trim('/'),
                uri.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(uri.UserInfo)),
            "iscsi" => new(PoolTypes.IscsiLun, Server(uri, url), port == 0 ? 3260 : port, Trimmed(path), null),
            "vmfs" => new(PoolTypes.Vmfs, Server(uri, url), port, Trimmed(path), null),
            _ => throw Invalid(url, $"{uri.Scheme} is no kind of primary storage"),
        };
    }

    private static string Trimmed(string path) => path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";

    private static string Server(Uri uri, string url) => uri.Host.Length > 0 ? uri.Host : throw Invalid(url, "the server is missing");

    private static CloudStackException Invalid(string url, string why) => CloudStackException.Invalid(
        $"url {(url.LastIndexOf('@') is var at && at >= 0 ? "..." + url[at..] : url)} cannot be used: {why}. Forms are nfs://server/path, SharedMountPoint://localhost/path, "
        + "presetup://localhost/name, rbd://user:secret@monitor/pool, clvm://localhost/group, iscsi://server/iqn/lun, vmfs://server/datacenter/datastore and file://localhost/path.");
}
