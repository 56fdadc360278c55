namespace CloudStack;

/// <summary>Where a virtual machine is in its life. The moves between states are those of 4.1.</summary>
public enum VirtualMachineState
{
    /// <summary>It does not run; its volumes and addresses stay its own.</summary>
    Stopped,
    /// <summary>It is being placed and started.</summary>
    Starting,
    /// <summary>It runs on its host.</summary>
    Running,
    /// <summary>It is shutting down.</summary>
    Stopping,
    /// <summary>It moves to another host, or its volumes to another pool.</summary>
    Migrating,
    /// <summary>It was destroyed and can be recovered until it is expunged.</summary>
    Destroyed,
    /// <summary>What it held is being given back.</summary>
    Expunging,
    /// <summary>Its deployment failed; it can only be destroyed.</summary>
    Error,
    /// <summary>It cannot be told.</summary>
    Unknown,
    /// <summary>Its guest powered itself off.</summary>
    Shutdowned,
}
