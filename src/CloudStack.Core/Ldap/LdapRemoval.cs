namespace CloudStack;

/// <summary>The answer of <see cref="LdapRemove"/>, which says nothing more.</summary>
[View("ldapremove")]
public sealed record LdapRemoval;
