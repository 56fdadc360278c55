namespace CloudStack.Engine;

/// <summary>The LDAP directory; <c>ldapConfig</c> sets these together, and <c>ldapRemove</c> empties them.</summary>
internal sealed partial class CloudSettings
{
    [Setting("ldap.hostname", "Name or address of the LDAP server; empty when there is none.", Category = SettingCategory.Hidden)]
    public string? LdapHostName { get; init; }

    [Setting("ldap.port", "TCP port of the LDAP server.", Category = SettingCategory.Hidden, Range = "1-65535")]
    public int? LdapPort { get; init; }

    [Setting("ldap.usessl", "Whether the connection to the LDAP server is encrypted.", Category = SettingCategory.Hidden)]
    public bool? LdapUseSsl { get; init; }

    [Setting("ldap.queryfilter", "Filter that finds a user's entry.", Category = SettingCategory.Hidden)]
    public string? LdapQueryFilter { get; init; }

    [Setting("ldap.searchbase", "Entry below which users are looked for.", Category = SettingCategory.Hidden)]
    public string? LdapSearchBase { get; init; }

    [Setting("ldap.dn", "Entry as which the cloud searches; empty for an anonymous search.", Category = SettingCategory.Hidden)]
    public string? LdapDn { get; init; }

    [Setting("ldap.passwd", "Password of that entry.", Category = SettingCategory.Hidden)]
    public string? LdapPasswd { get; init; }

    [Setting("ldap.truststore", "File with the certificates to trust.", Category = SettingCategory.Hidden)]
    public string? LdapTrustStore { get; init; }

    [Setting("ldap.truststorepass", "Password of that file.", Category = SettingCategory.Hidden)]
    public string? LdapTrustStorePass { get; init; }
}
