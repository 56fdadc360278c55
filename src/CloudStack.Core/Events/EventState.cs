namespace CloudStack;

/// <summary>Which part of an action an event reports.</summary>
public enum EventState
{
    /// <summary>The record of what is being created was made.</summary>
    Created,
    /// <summary>The action was taken up as a job.</summary>
    Scheduled,
    /// <summary>The job began.</summary>
    Started,
    /// <summary>The action ended; the level tells how.</summary>
    Completed,
}
