namespace CloudStack.Drivers;

/// <summary>
/// Secondary storage: keeps images (templates, ISOs, snapshots, volumes on their way in or out) as files under paths. The management server
/// writes and reads them through this contract; hypervisor hosts reach the same images by the address that <see cref="AddressOf"/> gives.
/// Every verb may be repeated. Failures are <see cref="DriverException"/>s.
/// </summary>
public interface IImageStore
{
    /// <summary>Schemes of the store addresses that it takes, for example <c>nfs</c>. Never changes.</summary>
    IReadOnlyCollection<string> Schemes { get; }

    /// <summary>Looks at a store: that it can be reached and written to, and what it has.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PoolFacts> ProbeAsync(ImageStoreSpec store, CancellationToken cancellationToken);

    /// <summary>Where a hypervisor host reads or writes the image with this path; null when hosts cannot reach this kind of store by themselves.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the image, with <c>/</c>, relative to the store.</param>
    Uri? AddressOf(ImageStoreSpec store, string path);

    /// <summary>Size of an image in bytes, or null when there is none.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<long?> FindAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken);

    /// <summary>Writes an image. It is seen under its path only when it is whole, and replaces one that was there.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the image.</param>
    /// <param name="content">What it holds, read to the end.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left behind.</param>
    Task WriteAsync(ImageStoreSpec store, string path, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an image for reading.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DriverException">There is none.</exception>
    Task<Stream> ReadAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken);

    /// <summary>Deletes an image. One that is not there counts as deleted.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveAsync(ImageStoreSpec store, string path, CancellationToken cancellationToken);
}

/// <summary>An image store.</summary>
/// <param name="Id">The store's id.</param>
/// <param name="Address">Where it is, for example <c>nfs://192.0.2.5/export/secondary</c>.</param>
public sealed record ImageStoreSpec(ImageStoreId Id, Uri Address);

/// <summary>An image where a hypervisor host finds it, or shall put it.</summary>
/// <param name="Address">Address that the host can reach (<see cref="IImageStore.AddressOf"/>).</param>
/// <param name="Format">Image format, for example <c>QCOW2</c>.</param>
public sealed record ImageSpec(Uri Address, string Format);

/// <summary>An image that was written.</summary>
/// <param name="VirtualSizeBytes">Size of a volume made from it.</param>
/// <param name="PhysicalSizeBytes">Bytes that it takes on the store.</param>
public sealed record ImageFacts(long VirtualSizeBytes, long PhysicalSizeBytes);
