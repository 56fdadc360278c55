namespace CloudStack.Engine;

/// <summary>Who may use a new network: its account, or a domain with or without those below it.</summary>
internal sealed record NetworkAccess(string Type, DomainRow? Domain, bool SubdomainAccess)
{
    private static readonly DomainRow Root = new() { Id = Identity.RootDomainId, Name = "ROOT", Path = "/" };

    /// <exception cref="CloudStackException">The combination is none (431), or the caller may not (531).</exception>
    public static NetworkAccess Of(CreateNetwork command, NetworkOfferingRow offering, CommandContext context, bool subdomainsByDefault)
    {
        var isShared = offering.GuestType == GuestType.Shared;
        var caller = context.Caller;
        if (isShared && !caller.IsRoot && !caller.IsDomainAdmin)
        {
            throw CloudStackException.Denied("Only administrators make shared networks. Take an offering for isolated networks.");
        }
        var type = command.AclType is null ? (isShared ? NetworkRules.DomainAcl : NetworkRules.AccountAcl)
            : new[] { NetworkRules.AccountAcl, NetworkRules.DomainAcl }.FirstOrDefault(known => known.Equals(command.AclType, StringComparison.OrdinalIgnoreCase))
                ?? throw CloudStackException.Invalid($"acltype cannot be {command.AclType}; it is Account or Domain.");
        if (type == NetworkRules.AccountAcl)
        {
            return command.SubdomainAccess is null ? new(type, null, false)
                : throw CloudStackException.Invalid("subdomainaccess goes with acltype Domain only.");
        }
        if (!isShared)
        {
            throw CloudStackException.Invalid("acltype of an isolated network can only be Account.");
        }
        var named = context.Row<DomainRow>(command.DomainId?.Value);
        var domain = named ?? Root;
        if (!caller.Covers(domain.Path))
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not make a network for the domain {domain.Name}. Give domainid of a domain of yours.");
        }
        return new(type, domain, command.SubdomainAccess ?? (named is null || subdomainsByDefault));
    }
}
