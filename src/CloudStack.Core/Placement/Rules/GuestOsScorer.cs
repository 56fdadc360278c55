namespace CloudStack.Placement;

/// <summary>
/// Hosts that prefer the guest's OS category come first, hosts that prefer another one last. Among equals, a template that does not need full
/// virtualisation leaves the hosts that offer it to others.
/// </summary>
internal sealed class GuestOsScorer : IHostScorer
{
    public string Name => "GuestOs";

    public bool Matters(PlacementContext placement) => placement.Request.GuestOsCategoryId is not null || !placement.Request.RequiresHvm;

    public double Score(IHostView host, PlacementContext placement)
    {
        var request = placement.Request;
        var score = 0;
        if (request.GuestOsCategoryId is { } wanted && host.PreferredGuestOs is { } preferred) score = preferred == wanted ? 2 : -2;
        return request.RequiresHvm || host.IsHvm ? score : score + 1;
    }
}
