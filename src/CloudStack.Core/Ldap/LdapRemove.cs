namespace CloudStack;

/// <summary>Forgets the LDAP directory: users log in with their passwords of the cloud only.</summary>
[Command("ldapRemove", Access = Role.Admin, LegacyClass = "admin.ldap.LDAPRemoveCmd", Since = "3.0.1")]
public sealed record LdapRemove : ICommand<LdapRemoval>;
