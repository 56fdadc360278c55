namespace CloudStack.Engine;

/// <summary>What sagas on a VM's NICs know.</summary>
internal sealed class VmNicState : VmState
{
    public long NicId { get; set; }

    public long NetworkId { get; set; }

    /// <summary>Address that was asked for.</summary>
    public string? Address { get; set; }
}
