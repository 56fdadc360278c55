using CloudStack.Placement;

namespace CustomAllocator;

/// <summary>
/// Keeps the number of licensed hosts small. A licence is paid for a host, however many guests run there: a VM whose template asks for the
/// licence tag goes to a licensed host that already runs guests, and all other VMs leave licensed hosts alone as long as there are others.
/// </summary>
public sealed class LicenceAwareAllocator : IHostAllocator
{
    private readonly HostPipeline pipeline;

    /// <summary>Makes the allocator.</summary>
    /// <param name="licenceTag">The tag of licensed hosts.</param>
    public LicenceAwareAllocator(string licenceTag) =>
        pipeline = new HostPipeline(Name, HostPipeline.DefaultFilters, [.. HostPipeline.DefaultScorers, new LicenceScorer(licenceTag)]);

    /// <inheritdoc/>
    public string Name => "LicenceAware";

    /// <inheritdoc/>
    public IEnumerable<IHostView> Allocate(HostQuery query) => pipeline.Allocate(query);

    private sealed class LicenceScorer(string licenceTag) : IHostScorer
    {
        public string Name => "Licence";

        // Ten outweighs every built-in preference, which lie between -2 and 3.
        public double Score(IHostView host, PlacementContext placement)
        {
            var isLicensed = host.HasTag(licenceTag);
            var needsLicence = placement.Request.TemplateTag == licenceTag || placement.Request.HostTag == licenceTag;
            if (!needsLicence) return isLicensed ? -10 : 0;
            return isLicensed && host.Guests > 0 ? 10 : 0;
        }
    }
}
