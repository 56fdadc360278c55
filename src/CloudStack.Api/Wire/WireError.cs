namespace CloudStack.Api.Wire;

/// <summary>What of an error goes on the wire.</summary>
internal static class WireError
{
    /// <summary><c>cserrorcode</c> of what 4.1's API layer itself refuses.</summary>
    public const int ServerApi = 9999;

    /// <summary>What a caller who is no root administrator is told of trouble that concerns the operator.</summary>
    private const string Hidden = "The cloud could not do this now. Its administrators find the reason in the log of the management server.";

    /// <summary>A value that the parameter cannot take (431).</summary>
    public static CloudStackException Refuse(string message) => new(ErrorCode.InvalidParameter, message) { CsErrorCode = ServerApi };

    public static int CsCode(CloudStackException error) => error.CsErrorCode ?? error.Code switch
    {
        ErrorCode.InvalidParameter => 4350,
        ErrorCode.PermissionDenied => 4365,
        ErrorCode.ResourceLimit => 4280,
        ErrorCode.InsufficientCapacity => 4325,
        ErrorCode.ResourceUnavailable => 4380,
        ErrorCode.ResourceAllocation => 4370,
        ErrorCode.ResourceInUse => 4375,
        ErrorCode.NetworkRuleConflict => 4360,
        ErrorCode.Internal when error.InnerException is null => 4250,
        _ => ServerApi,
    };

    public static string Text(CloudStackException error, bool isRoot) => !isRoot && IsOfOperators(error) ? Hidden : error.Message;

    /// <summary>Capacity, devices and failures inside the cloud concern those who run it, and their texts may name hosts.</summary>
    private static bool IsOfOperators(CloudStackException error) => error.Code switch
    {
        ErrorCode.InsufficientCapacity or ErrorCode.ResourceUnavailable or ErrorCode.ResourceAllocation => true,
        ErrorCode.Internal => error.InnerException is not null,
        _ => false,
    };
}
