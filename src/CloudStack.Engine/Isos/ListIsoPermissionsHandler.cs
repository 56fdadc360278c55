namespace CloudStack.Engine;

internal sealed class ListIsoPermissionsHandler(ImagePermissions permissions) : IHandler<ListIsoPermissions, TemplatePermissions>
{
    public Task<TemplatePermissions> HandleAsync(ListIsoPermissions command, CommandContext context, CancellationToken ct) =>
        permissions.ReadAsync(command.Id, isIso: true, context, ct);
}
