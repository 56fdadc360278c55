namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("apply.allocation.algorithm.to.pods", "Whether the placement algorithm is applied to pods as well, not to clusters only.",
        Category = SettingCategory.Advanced)]
    public bool ApplyAllocationAlgorithmToPods { get; init; }

    [Setting("capacity.skipcounting.hours", "Seconds (despite the name) that a stopped VM keeps its capacity reserved on its last host.",
        Category = SettingCategory.Advanced)]
    public int CapacitySkipCountingHours { get; init; } = 3600;

    [Setting("concurrent.snapshots.threshold.perhost", "Most snapshots that one host takes at a time; none does not limit them.",
        Category = SettingCategory.Advanced)]
    public int? ConcurrentSnapshotsThresholdPerHost { get; init; }

    [Setting("cpu.overprovisioning.factor", "How many times over a host's CPU is given out.", Category = SettingCategory.Advanced)]
    public double CpuOverprovisioningFactor { get; init; } = 1;

    [Setting("expunge.delay", "Seconds between destroying a VM and removing it for good.",
        Category = SettingCategory.Advanced, Component = SettingComponent.UserVmManager)]
    public int ExpungeDelay { get; init; } = 86400;

    [Setting("expunge.interval", "Seconds between two runs that remove destroyed VMs for good.",
        Category = SettingCategory.Advanced, Component = SettingComponent.UserVmManager, MustBePositive = true)]
    public int ExpungeInterval { get; init; } = 86400;

    [Setting("expunge.workers", "How many VMs are removed for good at a time.",
        Category = SettingCategory.Advanced, Component = SettingComponent.UserVmManager)]
    public int ExpungeWorkers { get; init; } = 1;

    [Setting("ha.tag", "Host tag of hosts that are kept for restarting VMs of failed hosts.", Category = SettingCategory.Advanced)]
    public string? HaTag { get; init; }

    [Setting("ha.workers", "How many failed VMs are handled at a time.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int HaWorkers { get; init; } = 5;

    [Setting("host.capacityType.to.order.clusters", "Which free capacity orders clusters and pods in placement: CPU or RAM.",
        Category = SettingCategory.Advanced, Range = "CPU,RAM")]
    public string? HostCapacityTypeToOrderClusters { get; init; } = "CPU";

    [Setting("host.retry", "How many hosts are tried before starting a VM fails.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int HostRetry { get; init; } = 2;

    [Setting("host.stats.interval", "Milliseconds between two readings of host statistics.",
        Category = SettingCategory.Advanced, MustBePositive = true)]
    public int HostStatsInterval { get; init; } = 60000;

    [Setting("hypervisor.list", "Comma-separated hypervisors that this cloud uses.", Category = SettingCategory.Advanced, Range = "hypervisorList")]
    public string? HypervisorList { get; init; } = "KVM,XenServer,VMware,Ovm";

    [Setting("instance.name", "Last part of the internal names of VMs. Without hyphen, space and plus sign.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager, Range = "instanceName")]
    public string? InstanceName { get; init; } = "VM";

    [Setting("investigate.retry.interval", "Seconds before a host that may have failed is examined again.",
        Category = SettingCategory.Advanced, Component = SettingComponent.HighAvailabilityManager, MustBePositive = true)]
    public int InvestigateRetryInterval { get; init; } = 60;

    [Setting("mem.overprovisioning.factor", "How many times over a host's memory is given out.", Category = SettingCategory.Advanced)]
    public double MemOverprovisioningFactor { get; init; } = 1;

    [Setting("migrate.retry.interval", "Seconds before a failed evacuation of a VM is tried again.",
        Category = SettingCategory.Advanced, Component = SettingComponent.HighAvailabilityManager, MustBePositive = true)]
    public int MigrateRetryInterval { get; init; } = 120;

    [Setting("migratewait", "Seconds that a live migration may take.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int MigrateWait { get; init; } = 3600;

    [Setting("ping.interval", "Seconds between two signs of life of a host.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager, MustBePositive = true)]
    public int PingInterval { get; init; } = 60;

    [Setting("ping.timeout", "How many ping intervals may pass without a sign of life before a host is examined.",
        Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public double PingTimeout { get; init; } = 2.5;

    [Setting("restart.retry.interval", "Seconds before restarting a failed VM is tried again.",
        Category = SettingCategory.Advanced, Component = SettingComponent.HighAvailabilityManager)]
    public int RestartRetryInterval { get; init; } = 600;

    [Setting("start.retry", "How many times starting a VM is tried.", Category = SettingCategory.Advanced, Component = SettingComponent.AgentManager)]
    public int StartRetry { get; init; } = 10;

    [Setting("stop.retry.interval", "Seconds before a failed stop of a VM is tried again.",
        Category = SettingCategory.Advanced, Component = SettingComponent.HighAvailabilityManager, MustBePositive = true)]
    public int StopRetryInterval { get; init; } = 600;

    [Setting("vm.allocation.algorithm",
        "How hosts are chosen: random, firstfit, userdispersing, userconcentratedpod_random or userconcentratedpod_firstfit.",
        Category = SettingCategory.Advanced)]
    public string? VmAllocationAlgorithm { get; init; } = "random";

    [Setting("vm.destroy.forcestop", "Whether destroying a VM goes on when stopping it fails.", Category = SettingCategory.Advanced)]
    public bool VmDestroyForceStop { get; init; }

    [Setting("vm.op.cancel.interval", "Seconds after which an operation on a VM that does not move is cancelled.",
        Category = SettingCategory.Advanced)]
    public long VmOpCancelInterval { get; init; } = 3600;

    [Setting("vm.op.cleanup.interval", "Seconds between two runs that remove records of finished operations on VMs.",
        Category = SettingCategory.Advanced)]
    public long VmOpCleanupInterval { get; init; } = 86400;

    [Setting("vm.op.cleanup.wait", "Seconds that records of finished operations on VMs are kept.", Category = SettingCategory.Advanced)]
    public long VmOpCleanupWait { get; init; } = 3600;

    [Setting("vm.op.lock.state.retry", "How many times locking the state of a VM is tried; -1 tries for ever.", Category = SettingCategory.Advanced)]
    public int VmOpLockStateRetry { get; init; } = 5;

    [Setting("vm.op.wait.interval", "Seconds between two looks at whether another operation on the same VM has ended.",
        Category = SettingCategory.Advanced)]
    public int VmOpWaitInterval { get; init; } = 120;

    [Setting("vm.stats.interval", "Milliseconds between two readings of VM statistics.", Category = SettingCategory.Advanced)]
    public int VmStatsInterval { get; init; } = 60000;

    [Setting("vm.tranisition.wait.interval", "Seconds that a VM may stay between two states before it is examined.",
        Category = SettingCategory.Advanced)]
    public int VmTransitionWaitInterval { get; init; } = 3600;

    [Setting("vm.user.dispersion.weight", "Weight (0 to 1) of spreading an account's VMs against free capacity, in the userdispersing algorithm.",
        Category = SettingCategory.Advanced)]
    public double VmUserDispersionWeight { get; init; } = 1;
}
