namespace CloudStack.Drivers.Simulator;

/// <summary>Something that happens in the world by itself, whatever the driver is asked.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Name">The host's name, or the VM's instance name.</param>
/// <param name="After">How long after it was planned; zero for at once.</param>
public sealed record SimulatorEvent(SimulatorEventKind Kind, string Name, TimeSpan After = default)
{
    /// <summary>The event in the text form that <see cref="SimulatorPlan.Parse"/> reads.</summary>
    public override string ToString()
    {
        var (target, action) = Kind switch
        {
            SimulatorEventKind.HostDrop => ("host", "drop"),
            SimulatorEventKind.HostReturn => ("host", "return"),
            SimulatorEventKind.HostCrash => ("host", "crash"),
            SimulatorEventKind.VmStop => ("vm", "stop"),
            SimulatorEventKind.VmShutdown => ("vm", "shutdown"),
            SimulatorEventKind.VmCrash => ("vm", "crash"),
            _ => ("vm", "vanish"),
        };
        return $"{target}:{Name}@{action}{(After > TimeSpan.Zero ? "+" + Quantity.Format(After) : "")}";
    }
}

/// <summary>What can happen in the world by itself.</summary>
public enum SimulatorEventKind
{
    /// <summary>The host does not answer any more; its VMs go on running.</summary>
    HostDrop,
    /// <summary>The host answers again.</summary>
    HostReturn,
    /// <summary>The host does not answer any more, and its VMs have stopped.</summary>
    HostCrash,
    /// <summary>The VM loses its power.</summary>
    VmStop,
    /// <summary>The guest switches itself off.</summary>
    VmShutdown,
    /// <summary>The VM crashes.</summary>
    VmCrash,
    /// <summary>The VM is gone without a trace.</summary>
    VmVanish,
}
