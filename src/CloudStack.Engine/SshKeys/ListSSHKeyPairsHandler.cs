using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListSSHKeyPairsHandler(SettingsStore settings) : IHandler<ListSSHKeyPairs, ListResult<SshKeyPair>>
{
    public Task<ListResult<SshKeyPair>> HandleAsync(ListSSHKeyPairs command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var keys = db.SshKeyPairs.Within(context.Scope, db);
            if (command.Name is { } name)
            {
                keys = keys.Where(key => key.Name == name);
            }
            if (command.Fingerprint is { } fingerprint)
            {
                keys = keys.Where(key => key.Fingerprint == fingerprint);
            }
            if (command.Keyword is { } keyword)
            {
                keys = keys.Where(key => key.Name.Contains(keyword) || key.Fingerprint.Contains(keyword));
            }
            return keys.OrderBy(key => key.Id).Select(key => new SshKeyPair { Name = key.Name, Fingerprint = key.Fingerprint })
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
