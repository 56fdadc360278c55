namespace CloudStack.Drivers.Simulator;

/// <summary>The calls of a driver, as faults name them.</summary>
public enum SimulatorCall
{
    /// <summary>Every call.</summary>
    Any,
    /// <summary><see cref="IHypervisorDriver.ProbeAsync"/>.</summary>
    Probe,
    /// <summary><see cref="IHypervisorDriver.EnsureAsync"/>.</summary>
    Ensure,
    /// <summary><see cref="IHypervisorDriver.ObserveAsync"/>.</summary>
    Observe,
    /// <summary><see cref="IHypervisorDriver.RemoveAsync"/>.</summary>
    Remove,
    /// <summary><see cref="ILiveMigration.MigrateAsync"/>; a fault for one host means the source.</summary>
    Migrate,
    /// <summary><see cref="IReboot.RebootAsync"/>.</summary>
    Reboot,
    /// <summary><see cref="IVolumeHotPlug.AttachVolumeAsync"/>.</summary>
    AttachVolume,
    /// <summary><see cref="IVolumeHotPlug.DetachVolumeAsync"/>.</summary>
    DetachVolume,
    /// <summary><see cref="IIsoChange.AttachIsoAsync"/>.</summary>
    AttachIso,
    /// <summary><see cref="IIsoChange.DetachIsoAsync"/>.</summary>
    DetachIso,
    /// <summary><see cref="INicHotPlug.AttachNicAsync"/>.</summary>
    AttachNic,
    /// <summary><see cref="INicHotPlug.DetachNicAsync"/>.</summary>
    DetachNic,
    /// <summary><see cref="IConsole.GetConsoleAsync"/>.</summary>
    Console,
    /// <summary><see cref="IStatistics.GetHostStatisticsAsync"/>.</summary>
    HostStatistics,
    /// <summary><see cref="IStatistics.GetVmStatisticsAsync"/>.</summary>
    VmStatistics,
    /// <summary><see cref="IHostStorage.EnsurePoolAsync"/>.</summary>
    EnsurePool,
    /// <summary><see cref="IHostStorage.RemovePoolAsync"/>.</summary>
    RemovePool,
    /// <summary><see cref="IHostStorage.EnsureTemplateAsync"/>.</summary>
    EnsureTemplate,
    /// <summary><see cref="IHostStorage.EnsureVolumeAsync"/>.</summary>
    EnsureVolume,
    /// <summary><see cref="IHostStorage.RemoveVolumeAsync"/>.</summary>
    RemoveVolume,
    /// <summary><see cref="IVolumeImages.ExportVolumeAsync"/>.</summary>
    ExportVolume,
    /// <summary><see cref="IVolumeImages.ImportVolumeAsync"/>.</summary>
    ImportVolume,
    /// <summary><see cref="IVolumeSnapshots.BackUpVolumeAsync"/>.</summary>
    BackUpVolume,
    /// <summary><see cref="IVolumeResize.ResizeVolumeAsync"/>.</summary>
    ResizeVolume,
    /// <summary><see cref="IVolumeMigration.MigrateVolumeAsync"/>.</summary>
    MigrateVolume,
}

/// <summary>What a fault does to a call.</summary>
public enum SimulatorEffect
{
    /// <summary>Nothing is done; the call fails with <see cref="Outcome.NotApplied"/> and cannot be retried.</summary>
    Fail,
    /// <summary>Nothing is done; the call fails with <see cref="Outcome.NotApplied"/> and can be retried.</summary>
    Retry,
    /// <summary>The work is done; the call fails with <see cref="Outcome.Applied"/>.</summary>
    Applied,
    /// <summary>The work is done; its answer is lost: the call fails with <see cref="Outcome.Unknown"/>.</summary>
    Lost,
    /// <summary>Nothing is done; the call fails with <see cref="Outcome.Unknown"/> all the same.</summary>
    Unsure,
    /// <summary>Nothing is done; the call ends only when it is cancelled.</summary>
    Hang,
    /// <summary>The work is done; the call ends only when it is cancelled.</summary>
    HangAfter,
    /// <summary>The call takes a time before it does its work.</summary>
    Slow,
    /// <summary>Before the call, a running VM of the host loses its power: the VM that the call names, else one drawn by the seed.</summary>
    Stop,
    /// <summary>As <see cref="Stop"/>, but the guest switches itself off.</summary>
    Shutdown,
    /// <summary>As <see cref="Stop"/>, but the VM crashes.</summary>
    Crash,
    /// <summary>As <see cref="Stop"/>, but the VM is gone without a trace.</summary>
    Vanish,
}
