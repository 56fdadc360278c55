namespace CloudStack.Engine;

/// <summary>An LDAP server cannot be used: it does not answer, refuses, or says what cannot be understood.</summary>
internal sealed class LdapException(string message, Exception? innerException = null) : Exception(message, innerException);
