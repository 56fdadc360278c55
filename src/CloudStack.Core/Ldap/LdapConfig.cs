namespace CloudStack;

/// <summary>
/// Lets users log in with their passwords of an LDAP directory. They must exist in the cloud too. The directory is asked once before anything is kept.
/// </summary>
/// <param name="HostName">Name or address of the directory's server.</param>
/// <param name="QueryFilter">
/// LDAP filter that finds a user's entry. <c>%u</c> stands for the user name, <c>%n</c> for first and last name, <c>%e</c> for the e-mail address; at
/// least one must occur.
/// </param>
/// <param name="SearchBase">Entry below which users are looked for.</param>
[Command("ldapConfig", Access = Role.Admin, LegacyClass = "admin.ldap.LDAPConfigCmd", Since = "3.0.0")]
public sealed record LdapConfig(string HostName, string QueryFilter, string SearchBase) : ICommand<LdapConfiguration>
{
    /// <summary>Name of the entry that may search; without it the search is anonymous.</summary>
    public string? BindDn { get; init; }

    /// <summary>Password of that entry.</summary>
    public string? BindPass { get; init; }

    /// <summary>TCP port; 389 where it is not said.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the connection is encrypted from its beginning (LDAPS).</summary>
    public bool? Ssl { get; init; }

    /// <summary>File on the management server with the certificates to trust, PKCS #12 or PEM; needed with SSL.</summary>
    public string? TrustStore { get; init; }

    /// <summary>Password of that file; needed with SSL.</summary>
    public string? TrustStorePass { get; init; }

    /// <summary>Says which directory, without the passwords.</summary>
    public override string ToString() => $"ldapConfig {HostName}";
}
