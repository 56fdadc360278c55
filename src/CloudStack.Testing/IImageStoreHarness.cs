using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>
/// What the kit needs to try a driver of image stores. The constructor must be cheap, for it also runs when tests are only listed:
/// <see cref="StartAsync"/> does the work. Checks run one after the other and remove what they write.
/// </summary>
public interface IImageStoreHarness : IAsyncDisposable
{
    /// <summary>The driver. Available before <see cref="StartAsync"/>, but not called before it.</summary>
    IImageStore Driver { get; }

    /// <summary>Makes the store ready. Called once, before the first check.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>A store that the kit may fill.</summary>
    ImageStoreSpec Store { get; }

    /// <summary>A store of the same kind that is not there.</summary>
    ImageStoreSpec UnreachableStore { get; }
}
