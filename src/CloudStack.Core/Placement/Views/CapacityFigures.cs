namespace CloudStack.Placement;

/// <summary>A kind of host capacity.</summary>
public enum CapacityKind
{
    /// <summary>Cores times MHz.</summary>
    Cpu,
    /// <summary>Bytes of memory.</summary>
    Memory,
}

/// <summary>Figures of one kind of capacity, of a host or summed over hosts.</summary>
/// <param name="Total">What is there, in MHz or bytes, without any over-provisioning factor.</param>
/// <param name="Used">What starting, running and migrating VMs take.</param>
/// <param name="Reserved">What is kept for recently stopped VMs, to start again on their last host.</param>
public readonly record struct CapacityFigures(long Total, long Used, long Reserved)
{
    /// <summary>Used and reserved together.</summary>
    public long Taken => Used + Reserved;

    /// <summary>Total times the over-provisioning factor, rounded down.</summary>
    /// <param name="factor">The factor; 1 for none.</param>
    public long TotalWith(double factor) => factor == 1.0 ? Total : (long)(Total * factor);

    /// <summary>What can still be given away; negative when more is taken than there is.</summary>
    /// <param name="factor">The over-provisioning factor.</param>
    public long FreeWith(double factor) => TotalWith(factor) - Used - Reserved;

    /// <summary>What can still be given away below a threshold, rounded down; negative when more is taken.</summary>
    /// <param name="threshold">The share of the total up to which VMs are taken.</param>
    /// <param name="factor">The over-provisioning factor.</param>
    public long RoomBelow(double threshold, double factor) => (long)Math.Floor(threshold * (Total * factor)) - Taken;

    /// <summary>The share that is taken, 0 when empty; 1 when there is nothing at all.</summary>
    public double TakenShare => Total <= 0 ? 1.0 : Taken / (double)Total;
}
