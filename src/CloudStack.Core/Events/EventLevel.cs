namespace CloudStack;

/// <summary>How an event is to be read.</summary>
public enum EventLevel
{
    /// <summary>All went well.</summary>
    [WireName("INFO")]
    Info,
    /// <summary>Something needs a look.</summary>
    [WireName("WARN")]
    Warn,
    /// <summary>It failed.</summary>
    [WireName("ERROR")]
    Error,
}
