namespace CloudStack.Engine;

/// <summary>Which parts of a host a list shows (<c>details</c> of listHosts).</summary>
[Flags]
internal enum HostDetails
{
    Min = 0,
    Capacity = 1,
    Events = 2,
    Stats = 4,
    All = Capacity | Events | Stats,
}
