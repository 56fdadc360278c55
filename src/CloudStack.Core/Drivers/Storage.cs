namespace CloudStack.Drivers;

/// <summary>A primary storage pool.</summary>
public sealed record PoolSpec
{
    /// <summary>The pool's id; hosts know the pool by it.</summary>
    public required StoragePoolId Id { get; init; }

    /// <summary>Kind of storage, for example one of <see cref="PoolTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Server that offers it; empty for a directory.</summary>
    public string Host { get; init; } = "";

    /// <summary>Port of the server, or null for the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>Path on the server, or of the directory.</summary>
    public required string Path { get; init; }

    /// <summary>User and secret, where the kind of storage takes them, as <c>user:secret</c>.</summary>
    public string? UserInfo { get; init; }
}

/// <summary>What a pool has.</summary>
/// <param name="CapacityBytes">Size in all.</param>
/// <param name="UsedBytes">In use.</param>
public sealed record PoolFacts(long CapacityBytes, long UsedBytes);

/// <summary>A template that is to be on a pool.</summary>
public sealed record TemplateSpec
{
    /// <summary>The template's id; its file on the pool is named after it.</summary>
    public required TemplateId Id { get; init; }

    /// <summary>Image format, for example <c>QCOW2</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Where it is to be had: <c>http://</c>, <c>https://</c>, <c>nfs://</c>, or <c>file://</c> for a path that the host sees.</summary>
    public required Uri Source { get; init; }

    /// <summary>Checksum of the source as hex MD5, or null.</summary>
    public string? Checksum { get; init; }
}

/// <summary>A template on a pool.</summary>
/// <param name="VirtualSizeBytes">Size that a volume made from it has.</param>
/// <param name="PhysicalSizeBytes">Bytes that it takes on the pool.</param>
public sealed record TemplateFacts(long VirtualSizeBytes, long PhysicalSizeBytes);

/// <summary>A volume on a pool.</summary>
public sealed record VolumeSpec
{
    /// <summary>The volume's id; its file on the pool is named after it.</summary>
    public required VolumeId Id { get; init; }

    /// <summary>The pool that holds it.</summary>
    public required PoolSpec Pool { get; init; }

    /// <summary>Size in bytes; a volume made from a larger template has the template's size.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The template that it is made from, which is on the pool already; null for an empty volume.</summary>
    public TemplateId? Template { get; init; }
}

/// <summary>A volume as it is on its pool.</summary>
/// <param name="SizeBytes">Size that a guest sees.</param>
/// <param name="Path">Name of the file or device on the pool.</param>
public sealed record VolumeFacts(long SizeBytes, string Path);
