namespace CloudStack;

/// <summary>How users are looked up in an LDAP directory.</summary>
[View("ldapconfig")]
public sealed record LdapConfiguration
{
    /// <summary>Name or address of the directory's server.</summary>
    public string? HostName { get; init; }

    /// <summary>TCP port.</summary>
    public string? Port { get; init; }

    /// <summary>Entry below which users are looked for.</summary>
    public string? SearchBase { get; init; }

    /// <summary>Filter that finds a user's entry.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>Name of the entry that may search.</summary>
    public string? BindDn { get; init; }

    /// <summary>Always null: a password is not told.</summary>
    public string? BindPass { get; init; }
}
