namespace CloudStack.Engine;

/// <summary>Settings that 4.1 did not have: there, these choices were made in the wiring of the program.</summary>
internal sealed partial class CloudSettings
{
    [Setting("placement.host.allocators", "Host allocators in the order in which they are asked, built in or of a plugin, separated by commas.",
        Category = SettingCategory.Advanced)]
    public string? PlacementHostAllocators { get; init; } = "FirstFit";

    [Setting("placement.log.hours", "Hours that placement decisions are kept at least, to be shown and replayed; 0 keeps no log.", Category = SettingCategory.Advanced)]
    public int PlacementLogHours { get; init; } = 24;

    [Setting("placement.weights", "How much the allocation algorithm weighted looks at free cpu and memory, at balance and at the owner's VMs, as in cpu=1,memory=1,owner=-0.1.",
        Category = SettingCategory.Advanced)]
    public string? PlacementWeights { get; init; } = "cpu=1,memory=1";

    [Setting("placement.plugin.milliseconds", "Milliseconds that a planner, allocator or filter of a plugin may take in one decision before it is left out of it.",
        Category = SettingCategory.Advanced)]
    public int PlacementPluginMilliseconds { get; init; } = 100;

    [Setting("vm.graceful.stop.seconds", "Seconds that a guest may take to shut down by itself before it is powered off.",
        Category = SettingCategory.Advanced)]
    public int GracefulStopSeconds { get; init; } = 60;

    [Setting("placement.pool.allocators", "Storage pool allocators in the order in which they are asked, built in or of a plugin, separated by commas.",
        Category = SettingCategory.Advanced)]
    public string? PlacementPoolAllocators { get; init; } = "Local,FirstFit";
}
