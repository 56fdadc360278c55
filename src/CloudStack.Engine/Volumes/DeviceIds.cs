namespace CloudStack.Engine;

/// <summary>Places of data disks on a VM: 0 is the root disk's and 3 the CD drive's.</summary>
internal static class DeviceIds
{
    private const int CdDrive = 3, Last = 15, LastAutomatic = 14;

    /// <summary>The place that was asked for, or the lowest free one.</summary>
    /// <exception cref="CloudStackException">There is no such place, or it is taken, or none is free (431).</exception>
    public static int Choose(long? wanted, IReadOnlyCollection<int> taken)
    {
        if (wanted is { } device)
        {
            if (device is < 1 or > Last or CdDrive)
            {
                throw CloudStackException.Invalid($"deviceid cannot be {device}: data disks have 1, 2 and 4 to {Last}.");
            }
            return taken.Contains((int)device) ? throw CloudStackException.Invalid($"deviceid {device} is taken on that virtual machine.") : (int)device;
        }
        for (var free = 1; free <= LastAutomatic; free++)
        {
            if (free != CdDrive && !taken.Contains(free))
            {
                return free;
            }
        }
        throw CloudStackException.Invalid("All places for data disks are taken on that virtual machine.");
    }
}
