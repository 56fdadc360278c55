namespace CloudStack.Engine;

/// <summary>What a front end knows of the requests of each account, which it counts. Safe for concurrent use.</summary>
public interface IRequestCounts
{
    /// <summary>The requests of an account in its present interval; null when there were none.</summary>
    /// <param name="account">The account.</param>
    RequestCount? Find(AccountId account);

    /// <summary>Begins anew for an account, or for all.</summary>
    /// <param name="account">The account; null for all.</param>
    void Reset(AccountId? account);
}

/// <summary>Requests of an account.</summary>
/// <param name="Requests">How many.</param>
/// <param name="EndsIn">Time until the interval ends, and counting begins anew.</param>
public readonly record struct RequestCount(int Requests, TimeSpan EndsIn);
