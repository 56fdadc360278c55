namespace CloudStack.Engine;

/// <summary>An LDAP directory and how users are found in it.</summary>
internal sealed record LdapDirectory(string Host, int Port, string SearchBase, string QueryFilter)
{
    public const int DefaultPort = 389;

    public bool Ssl { get; init; }

    /// <summary>Who searches; null for an anonymous search.</summary>
    public string? BindDn { get; init; }

    public string? BindPassword { get; init; }

    public string? TrustStore { get; init; }

    public string? TrustStorePassword { get; init; }

    /// <summary>The directory of the settings, or null when there is none.</summary>
    public static LdapDirectory? Of(CloudSettings settings) =>
        settings is { LdapHostName: { } host, LdapSearchBase: { } searchBase, LdapQueryFilter: { } filter }
            ? new(host, settings.LdapPort ?? DefaultPort, searchBase, filter)
            {
                Ssl = settings.LdapUseSsl == true,
                BindDn = settings.LdapDn,
                BindPassword = settings.LdapPasswd,
                TrustStore = settings.LdapTrustStore,
                TrustStorePassword = settings.LdapTrustStorePass,
            }
            : null;

    /// <summary>Says which, without the passwords.</summary>
    public override string ToString() => $"{(Ssl ? "ldaps" : "ldap")}://{Host}:{Port}/{SearchBase}";
}
