namespace CloudStack.Engine;

/// <summary>Numbers of resource types in parameters.</summary>
internal static class ResourceTypes
{
    /// <exception cref="CloudStackException">There is no such type (431).</exception>
    public static ResourceType Parse(int number) => Enum.IsDefined((ResourceType)number) ? (ResourceType)number
        : throw CloudStackException.Invalid($"resourcetype cannot be {number}; it is 0 (VMs), 1 (public addresses), 2 (volumes), 3 (snapshots), "
            + "4 (templates and ISOs), 5 (projects), 6 (networks) or 7 (VPCs).");

    public static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
