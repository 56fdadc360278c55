namespace CloudStack.Engine;

/// <summary>What holds for clusters in more than one command.</summary>
internal static class ClusterRules
{
    public const string CloudManaged = "CloudManaged";

    public static void CheckType(string type)
    {
        if (type.Equals("ExternalManaged", StringComparison.OrdinalIgnoreCase))
        {
            throw new CloudStackException(ErrorCode.UnsupportedAction,
                "Clusters that another system manages (ExternalManaged) are not supported: add a CloudManaged cluster, and each host with addHost.");
        }
        if (!type.Equals(CloudManaged, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"clustertype cannot be {type}; it is {CloudManaged}.");
        }
    }
}
