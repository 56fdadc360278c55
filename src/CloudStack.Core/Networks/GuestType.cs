namespace CloudStack;

/// <summary>Who is on a guest network.</summary>
public enum GuestType
{
    /// <summary>Several accounts; an administrator sets it up.</summary>
    Shared,
    /// <summary>One account.</summary>
    Isolated,
}
