namespace CloudStack.Engine;

internal sealed class LdapRemoveHandler(SettingsStore settings) : IHandler<LdapRemove, LdapRemoval>
{
    public async Task<LdapRemoval> HandleAsync(LdapRemove command, CommandContext context, CancellationToken ct)
    {
        await context.WriteAsync(async db =>
        {
            foreach (var (name, value) in LdapSettings.Of(null))
            {
                await settings.SetAsync(db, name, value, ct);
            }
        }, ct);
        await context.ReadAsync(db => settings.RefreshAsync(db, ct), ct);
        return new();
    }
}
