namespace CloudStack;

/// <summary>How the engine runs in this process. What concerns the cloud itself is a global setting (<c>updateConfiguration</c>).</summary>
public sealed class CloudOptions
{
    /// <summary>
    /// Whether heartbeats, host checks, power state sync, expunging and the other background work run here. Off is for tests and tools that make
    /// short calls; jobs run all the same.
    /// </summary>
    public bool RunBackgroundWork { get; set; } = true;

    /// <summary>Password of the user <c>admin</c> of a new cloud. Null makes it one that nobody can log in with over the API.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>
    /// Whether a client may send the MD5 of a password instead of the password, as clients of 4.1 did. Passwords that are set while this is on are
    /// stored so that it works for them. Off, because who reads such an MD5 can log in with it.
    /// </summary>
    public bool AcceptMd5Passwords { get; set; }

    /// <summary>
    /// Number of the region that a new cloud is, 1 where it is not said. For a cloud that exists it must be the number that it has.
    /// </summary>
    public int? RegionId { get; set; }

    /// <summary>
    /// By what this management server is known, among others as <c>managementserverid</c> of its hosts: an IP address, or a number. Without it, what was
    /// said for this machine before counts, and else the number of the process.
    /// </summary>
    public string? ManagementServer { get; set; }
}
