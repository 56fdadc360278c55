namespace CloudStack.Engine;

/// <summary>What is counted and limited; the numbers are those of 4.1.</summary>
internal enum ResourceType
{
    UserVm = 0,
    PublicIp = 1,
    Volume = 2,
    Snapshot = 3,
    Template = 4,
    Project = 5,
    Network = 6,
    Vpc = 7,
}
