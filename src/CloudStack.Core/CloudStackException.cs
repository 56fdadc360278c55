namespace CloudStack;

/// <summary>What kind of refusal or failure; the numbers are those of the 4.1 query API, where they are also the HTTP status.</summary>
public enum ErrorCode
{
    /// <summary>More requests than the account's rate limit allows.</summary>
    ApiLimitExceeded = 429,
    /// <summary>A parameter's name is not well formed.</summary>
    MalformedParameter = 430,
    /// <summary>A parameter is missing, or its value cannot be used.</summary>
    InvalidParameter = 431,
    /// <summary>No such command, or not for this role.</summary>
    UnsupportedAction = 432,
    /// <summary>The cloud failed in a way that the caller cannot mend.</summary>
    Internal = 530,
    /// <summary>The caller may not see or change the entity, or the account cannot be used.</summary>
    PermissionDenied = 531,
    /// <summary>The account, project or a domain above it has reached a limit.</summary>
    ResourceLimit = 532,
    /// <summary>No host, pool, address or VLAN has room.</summary>
    InsufficientCapacity = 533,
    /// <summary>A host, pool, router or network that is needed does not answer or is in a wrong state.</summary>
    ResourceUnavailable = 534,
    /// <summary>A resource could not be allocated.</summary>
    ResourceAllocation = 535,
    /// <summary>The resource is in use.</summary>
    ResourceInUse = 536,
    /// <summary>A network rule conflicts with another.</summary>
    NetworkRuleConflict = 537,
}

/// <summary>
/// A command was refused or failed. The message names the thing, its state and the way out, and may be shown to the caller.
/// </summary>
public sealed class CloudStackException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">What kind of error.</param>
    /// <param name="message">What is wrong, with which thing, and what to do about it.</param>
    /// <param name="innerException">The cause, for the log.</param>
    public CloudStackException(ErrorCode code, string message, Exception? innerException = null) : base(message, innerException) => Code = code;

    /// <summary>What kind of error.</summary>
    public ErrorCode Code { get; }

    /// <summary>
    /// 4.1's <c>cserrorcode</c>: the number of the exception class that 4.1 raises in the same situation. Null stands for the usual one of <see cref="Code"/>.
    /// </summary>
    public int? CsErrorCode { get; init; }

    /// <summary>For a refused deployment, why each cluster and host was refused, one line each; empty otherwise.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>A value or combination of values that cannot be used (431).</summary>
    /// <param name="message">What is wrong and what would be right.</param>
    public static CloudStackException Invalid(string message) => new(ErrorCode.InvalidParameter, message);

    /// <summary>The caller may not do this to that entity (531).</summary>
    /// <param name="message">Who may not do what.</param>
    public static CloudStackException Denied(string message) => new(ErrorCode.PermissionDenied, message);
}
