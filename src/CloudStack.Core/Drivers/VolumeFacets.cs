namespace CloudStack.Drivers;

/// <summary>Moves volumes between pools and image stores. The host does the copying and reaches both ends.</summary>
public interface IVolumeImages
{
    /// <summary>Writes a volume that no running VM uses to an image, whole and without a backing file. A complete image that is there is replaced.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="target">Where to put it.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task<ImageFacts> ExportVolumeAsync(HostEndpoint host, VolumeSpec volume, ImageSpec target, CancellationToken cancellationToken);

    /// <summary>Makes a volume from an image. A volume that exists is kept as it is, never overwritten.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="volume">The volume; it gets at least the image's size.</param>
    /// <param name="source">The image.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task<VolumeFacts> ImportVolumeAsync(HostEndpoint host, VolumeSpec volume, ImageSpec source, CancellationToken cancellationToken);
}

/// <summary>Takes snapshots of volumes, also of running VMs.</summary>
public interface IVolumeSnapshots
{
    /// <summary>
    /// Writes a volume as it is at one moment to an image, whole and without a backing file. On the pool nothing of the snapshot stays.
    /// When the image is there already, complete, from an earlier call for the same snapshot, nothing happens.
    /// </summary>
    /// <param name="host">The host that does the work; for a running VM the one that it runs on.</param>
    /// <param name="vm">The VM that the volume is attached to while it runs, or null.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="target">Where to put it.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task<ImageFacts> BackUpVolumeAsync(HostEndpoint host, VmRef? vm, VolumeSpec volume, SnapshotId snapshot, ImageSpec target, CancellationToken cancellationToken);
}

/// <summary>Changes the size of volumes.</summary>
public interface IVolumeResize
{
    /// <summary>Gives a volume the size of its specification. One that has it already stays as it is.</summary>
    /// <param name="host">The host that does the work; for a running VM the one that it runs on.</param>
    /// <param name="vm">The VM that the volume is attached to while it runs, or null.</param>
    /// <param name="volume">The volume with the size that it shall have.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    /// <exception cref="DriverException">It is larger and cannot be made smaller.</exception>
    Task<VolumeFacts> ResizeVolumeAsync(HostEndpoint host, VmRef? vm, VolumeSpec volume, CancellationToken cancellationToken);
}

/// <summary>Moves volumes from pool to pool.</summary>
public interface IVolumeMigration
{
    /// <summary>
    /// Copies a volume to another pool; for a running VM the guest goes on with the copy. The source stays until it is removed.
    /// When the volume is on the target pool already, complete, nothing is copied.
    /// </summary>
    /// <param name="host">The host that does the work and reaches both pools; for a running VM the one that it runs on.</param>
    /// <param name="vm">The VM that the volume is attached to while it runs, or null.</param>
    /// <param name="from">The volume where it is.</param>
    /// <param name="to">The same volume where it shall be.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task<VolumeFacts> MigrateVolumeAsync(HostEndpoint host, VmRef? vm, VolumeSpec from, VolumeSpec to, CancellationToken cancellationToken);
}
