using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateDomainHandler(IIdSource ids) : IHandler<CreateDomain, Domain>
{
    public async Task<Domain> HandleAsync(CreateDomain command, CommandContext context, CancellationToken ct)
    {
        DomainRules.CheckName(command.Name);
        var networkDomain = DomainNameParameter.Check("networkdomain", command.NetworkDomain);
        var uuid = UuidParameter.ParseOptional("domainid", command.DomainId) ?? ids.NewGuid();
        context.EventText = $"Successfully created the domain {command.Name}";
        return await context.WriteAsync(async db =>
        {
            var parentId = context.Row<DomainRow>(command.ParentDomainId?.Value)?.Id ?? Identity.RootDomainId;
            await DomainRules.LockAsync(db, parentId);
            var parent = await db.Domains.FirstAsync(row => row.Id == parentId);
            DomainRules.CheckActive(parent);
            await DomainRules.CheckFreeAsync(db, parent, command.Name);
            if (await db.Domains.AnyAsync(row => row.Uuid == uuid))
            {
                throw CloudStackException.Invalid($"There is a domain with the id {uuid} already, or there was one.");
            }
            var row = await db.InsertRowAsync(new DomainRow
            {
                Uuid = uuid,
                Name = command.Name,
                ParentId = parent.Id,
                Path = DomainRules.PathOf(parent.Path, command.Name),
                Level = parent.Level + 1,
                OwnerAccountId = context.Caller.AccountId,
                NetworkDomain = networkDomain,
                State = DomainState.Active,
                Created = context.Now,
            }, ct);
            await ResourceCounter.PrepareAsync(db, OwnerKind.Domain, row.Id);
            return await db.Domains.Where(domain => domain.Id == row.Id).AsDomains(db).FirstAsync();
        }, ct);
    }
}
