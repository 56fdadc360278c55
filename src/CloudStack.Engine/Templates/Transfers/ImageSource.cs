namespace CloudStack.Engine;

/// <summary>An image that is being fetched.</summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="Length">How many there are; null when that is not known beforehand.</param>
/// <param name="Owner">What is disposed with it.</param>
internal sealed record ImageSource(Stream Content, long? Length, IDisposable? Owner = null) : IAsyncDisposable
{
    /// <summary>How the file is packed; a copy from another store is as it was stored.</summary>
    public ImagePacking Packing { get; init; }

    /// <summary>MD5 of the file, or null.</summary>
    public string? Checksum { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        Owner?.Dispose();
    }
}
