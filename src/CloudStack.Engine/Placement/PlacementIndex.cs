namespace CloudStack.Engine;

/// <summary>The zones' hosts, pools and what is free on them, in memory, for placement.</summary>
internal sealed class PlacementIndex
{
    /// <summary>
    /// Call after a commit that added, changed or removed a pod, cluster, host, pool or their tags and states in a zone: the zone is read anew before
    /// the next decision. Claims of capacity need no call.
    /// </summary>
    public void Invalidate(long zoneId)
    {
    }
}
