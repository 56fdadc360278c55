using System.Globalization;

namespace CloudStack.Engine;

/// <summary>The settings that hold the directory.</summary>
internal static class LdapSettings
{
    /// <summary>The settings with their values for a directory; null for none.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(LdapDirectory? directory) =>
    [
        ("ldap.hostname", directory?.Host),
        ("ldap.port", directory?.Port.ToString(CultureInfo.InvariantCulture)),
        ("ldap.usessl", directory is null ? null : directory.Ssl ? "true" : "false"),
        ("ldap.queryfilter", directory?.QueryFilter),
        ("ldap.searchbase", directory?.SearchBase),
        ("ldap.dn", directory?.BindDn),
        ("ldap.passwd", directory?.BindPassword),
        ("ldap.truststore", directory?.TrustStore),
        ("ldap.truststorepass", directory?.TrustStorePassword),
    ];
}
