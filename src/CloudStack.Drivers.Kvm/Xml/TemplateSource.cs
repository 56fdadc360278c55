namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Where a template comes from, in the words of <see cref="StorageScripts.EnsureTemplate"/>.</summary>
internal sealed record TemplateSource
{
    /// <summary><c>url</c>, <c>file</c> or <c>nfs</c>.</summary>
    public string Kind { get; private init; } = "";
    /// <summary>Path on the host, or export.</summary>
    public string Path { get; private init; } = "";
    /// <summary>File in the export.</summary>
    public string File { get; private init; } = "";
    /// <summary>Configuration that tells curl the address: a command line could be seen by every user of the host.</summary>
    public string? CurlConfiguration { get; private init; }
    /// <summary>What must not be repeated in messages.</summary>
    public IReadOnlyList<string> Secrets { get; private init; } = [];
    /// <summary>Program that computes the checksum, or empty.</summary>
    public string ChecksumProgram { get; private init; } = "";
    /// <summary>Checksum in lower case.</summary>
    public string Checksum { get; private init; } = "";
    /// <summary><c>gz</c>, <c>bz2</c>, <c>xz</c> or empty.</summary>
    public string Packing { get; private init; } = "";
    /// <summary>Image format in qemu-img's words.</summary>
    public string Format { get; private init; } = "";
    /// <summary>Why it cannot be had, or null.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Reads a specification.</summary>
    public static TemplateSource Of(TemplateSpec template)
    {
        var source = template.Source;
        var format = template.Format.ToUpperInvariant() switch { "QCOW2" => "qcow2", "RAW" => "raw", _ => null };
        if (format is null)
            return Refuse($"its format is '{template.Format}', and KVM takes QCOW2 and RAW.");
        var checksum = (template.Checksum ?? "").Trim().ToLowerInvariant();
        var program = checksum.Length switch { 0 => "", 32 => "md5sum", 40 => "sha1sum", 64 => "sha256sum", 128 => "sha512sum", _ => null };
        if (program is null || !checksum.All(char.IsAsciiHexDigit))
            return Refuse("its checksum is neither MD5 nor SHA-1, SHA-256 or SHA-512 in hexadecimal.");
        if (!source.IsAbsoluteUri)
            return Refuse("its address has no scheme.");
        var found = new TemplateSource { Format = format, Checksum = checksum, ChecksumProgram = program, Packing = PackingOf(source.AbsolutePath) };
        var path = Uri.UnescapeDataString(source.AbsolutePath);
        switch (source.Scheme)
        {
            case "http" or "https":
                // AbsoluteUri is percent-encoded: neither quote nor line end is in it
                return found with { Kind = "url", CurlConfiguration = $"url = \"{source.AbsoluteUri}\"\n", Secrets = [.. SecretsOf(source)] };
            case "file" when path.Length > 1 && source.Host.Length == 0 && !path.Any(char.IsControl):
                return found with { Kind = "file", Path = path };
            case "nfs" when source.Host.Length > 0 && path.LastIndexOf('/') is > 0 and var slash && slash < path.Length - 1 && !path.Any(char.IsControl):
                return found with { Kind = "nfs", Path = PoolPaths.NfsSource(source.IdnHost, path[..slash]), File = path[(slash + 1)..] };
            case "file" or "nfs":
                return Refuse($"its address names no file; it must look like {(source.Scheme == "nfs" ? "nfs://server/export/file" : "file:///folder/file")}.");
            default:
                return Refuse($"its address has the scheme '{source.Scheme}', and http, https, nfs and file can be fetched.");
        }
    }

    private static TemplateSource Refuse(string why) => new() { Refusal = why };

    private static string PackingOf(string path) => path switch
    {
        _ when path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) => "gz",
        _ when path.EndsWith(".bz2", StringComparison.OrdinalIgnoreCase) => "bz2",
        _ when path.EndsWith(".xz", StringComparison.OrdinalIgnoreCase) => "xz",
        _ => "",
    };

    /// <summary>User, password and the query, which may hold a signature.</summary>
    private static IEnumerable<string> SecretsOf(Uri source)
    {
        if (source.UserInfo.Length > 0)
            yield return source.UserInfo;
        if (source.Query.Length > 1)
            yield return source.Query;
    }
}
