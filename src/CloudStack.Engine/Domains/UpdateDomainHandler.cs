using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateDomainHandler(Dedications dedications) : IHandler<UpdateDomain, Domain>
{
    public async Task<Domain> HandleAsync(UpdateDomain command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<DomainRow>(command.Id.Value).Id;
        if (id == Identity.RootDomainId && command.Name is not null)
        {
            throw CloudStackException.Invalid("The domain ROOT cannot be renamed.");
        }
        if (command.Name is not null)
        {
            DomainRules.CheckName(command.Name);
        }
        var networkDomain = command.NetworkDomain is { Length: > 0 } given ? DomainNameParameter.Check("networkdomain", given) : null;
        context.EventText = $"Successfully updated the domain {command.Name ?? context.Row<DomainRow>(command.Id.Value).Name}";
        IReadOnlyList<long> zones = [];
        var view = await context.WriteAsync(async db =>
        {
            var row = await db.Domains.FirstAsync(domain => domain.Id == id);
            if (command.Name is { } name && name != row.Name)
            {
                await DomainRules.LockAsync(db, row.ParentId!.Value);
                var parent = await db.Domains.FirstAsync(domain => domain.Id == row.ParentId);
                await DomainRules.CheckFreeAsync(db, parent, name, except: id);
                row = await db.Domains.FirstAsync(domain => domain.Id == id);
                zones = await Dedications.RenamedAsync(db, row.Path);
                await DomainRules.MoveAsync(db, row.Path, DomainRules.PathOf(parent.Path, name));
                await db.Domains.Where(domain => domain.Id == id).Set(domain => domain.Name, name).UpdateAsync();
            }
            if (command.NetworkDomain is not null)
            {
                await db.Domains.Where(domain => domain.Id == id).Set(domain => domain.NetworkDomain, networkDomain).UpdateAsync();
            }
            await DomainRules.LockAsync(db, id);
            return await db.Domains.Where(domain => domain.Id == id).AsDomains(db).FirstAsync();
        }, ct);
        dedications.Changed(zones);
        return view;
    }
}
