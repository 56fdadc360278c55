namespace CloudStack.Drivers;

/// <summary>Whether the work that failed was done.</summary>
public enum Outcome
{
    /// <summary>Nothing was changed: safe to retry, or to go elsewhere.</summary>
    NotApplied,
    /// <summary>The work was done, but something after it failed.</summary>
    Applied,
    /// <summary>It cannot be told: observe before anything else.</summary>
    Unknown,
}

/// <summary>A driver could not do what it was asked. The message names the host or device and what to do about it, and holds no secret.</summary>
public sealed class DriverException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="outcome">Whether the work was done.</param>
    /// <param name="message">What failed, where, and what to do about it.</param>
    /// <param name="canRetry">Whether the same call may succeed later.</param>
    /// <param name="innerException">The cause.</param>
    public DriverException(Outcome outcome, string message, bool canRetry = false, Exception? innerException = null) : base(message, innerException)
    {
        Outcome = outcome;
        CanRetry = canRetry;
    }

    /// <summary>Whether the work was done.</summary>
    public Outcome Outcome { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool CanRetry { get; }
}
