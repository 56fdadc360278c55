using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Tells the cloud the password that was set on a host, or on all hosts of a cluster. It changes nothing on the hosts.</summary>
internal sealed class UpdateHostPasswordHandler(ISecretProtector secrets) : IHandler<UpdateHostPassword, Success>
{
    public async Task<Success> HandleAsync(UpdateHostPassword command, CommandContext context, CancellationToken ct)
    {
        if (command.HostId is null == command.ClusterId is null)
        {
            throw CloudStackException.Invalid("Give hostid for one host, or clusterid for all hosts of a cluster.");
        }
        var host = context.Row<HostRow>(command.HostId?.Value);
        var cluster = context.Row<ClusterRow>(command.ClusterId?.Value);
        await context.WriteAsync(async db =>
        {
            var rows = db.Hosts.Where(row => row.Removed.IsNotSet() && row.Type == HostRules.Routing);
            rows = host is not null ? rows.Where(row => row.Id == host.Id) : rows.Where(row => row.ClusterId == cluster!.Id);
            var hosts = await rows.ToListAsync();
            if (hosts.Count == 0)
            {
                throw CloudStackException.Invalid(host is not null ? $"{host.Name} is no hypervisor host." : $"The cluster {cluster!.Name} has no hosts.");
            }
            if (hosts.Find(row => row.UserName != command.Username) is { } other)
            {
                throw CloudStackException.Invalid($"The cloud logs in to the host {other.Name} as {other.UserName}, not as {command.Username}. Nothing was changed.");
            }
            var stored = secrets.Protect(command.Password);
            await rows.Set(row => row.Password, stored).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        }, ct);
        return Success.Done;
    }
}
