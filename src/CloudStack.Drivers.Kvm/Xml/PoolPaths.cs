namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Where pools, templates, volumes and consoles are on a host.</summary>
internal static class PoolPaths
{
    /// <summary>Folder that holds the pool's files on the host.</summary>
    public static string Folder(PoolSpec pool, string mountFolder) => pool.Type switch
    {
        PoolTypes.NetworkFilesystem => $"{mountFolder.TrimEnd('/')}/{pool.Id.Value:D}",
        _ => pool.Path.Length > 1 ? pool.Path.TrimEnd('/') : pool.Path,
    };

    /// <summary>File of a template in its pool's folder.</summary>
    public static string TemplateName(TemplateId id) => $"template-{id.Value:D}.qcow2";

    /// <summary>File of a volume in its pool's folder.</summary>
    public static string VolumeName(VolumeId id) => $"{id.Value:D}.qcow2";

    /// <summary>Path of a volume's file.</summary>
    public static string Volume(VolumeSpec volume, string mountFolder) => $"{Folder(volume.Pool, mountFolder).TrimEnd('/')}/{VolumeName(volume.Id)}";

    /// <summary>What to mount for an NFS pool.</summary>
    public static string NfsSource(string host, string path) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{path}" : $"{host}:{path}";

    /// <summary>File that takes down what a VM says on its serial console. A name that is no good file name gives way to the UUID.</summary>
    public static string ConsoleLog(string folder, string vmName)
    {
        var plain = vmName.Length is > 0 and <= 100 && vmName[0] is not ('.' or '-') &&
            vmName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return $"{folder.TrimEnd('/')}/{(plain ? vmName : NameUuid.Of(vmName).ToString("D"))}.log";
    }
}
