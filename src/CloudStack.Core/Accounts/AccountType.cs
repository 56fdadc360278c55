namespace CloudStack;

/// <summary>What an account is; the numbers are those of 4.1.</summary>
public enum AccountType
{
    /// <summary>A user.</summary>
    User = 0,
    /// <summary>A root administrator.</summary>
    Admin = 1,
    /// <summary>An administrator of a domain and those below it.</summary>
    DomainAdmin = 2,
    /// <summary>An administrator of a domain who also manages hosts and storage.</summary>
    ResourceDomainAdmin = 3,
    /// <summary>Reserved by 4.1; it has no rights.</summary>
    ReadOnlyAdmin = 4,
    /// <summary>The hidden account that owns what belongs to a project.</summary>
    Project = 5,
}
