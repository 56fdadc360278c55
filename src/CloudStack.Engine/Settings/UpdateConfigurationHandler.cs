namespace CloudStack.Engine;

/// <summary>The new value counts at once on this server, and on the others when they look next.</summary>
internal sealed class UpdateConfigurationHandler(SettingsStore settings, PlacementPolicy placement) : IHandler<UpdateConfiguration, Configuration>
{
    public async Task<Configuration> HandleAsync(UpdateConfiguration command, CommandContext context, CancellationToken ct)
    {
        var definition = SettingCatalog.Find(command.Name);
        placement.Check(command.Name, command.Value);
        context.EventText = $"Successfully set the setting {command.Name} to {(definition?.IsSecret == true ? "a secret value" : command.Value ?? "nothing")}";
        await context.WriteAsync(db => settings.SetAsync(db, command.Name, command.Value, ct), ct);
        await context.ReadAsync(db => settings.RefreshAsync(db, ct), ct);
        return SettingCatalog.Find(command.Name)!.AsConfiguration(settings);
    }
}
