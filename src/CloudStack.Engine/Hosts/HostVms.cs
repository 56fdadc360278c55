using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>The VMs that keep a host from being let go.</summary>
internal static class HostVms
{
    /// <summary>Those that are on a host, come to it, or leave it.</summary>
    public static IQueryable<VirtualMachineRow> On(Db db, long hostId) =>
        db.VirtualMachines.Where(vm => vm.Removed.IsNotSet() && (vm.HostId == hostId || vm.TargetHostId == hostId));
}
