namespace CloudStack.Engine;

internal sealed class ListTemplatePermissionsHandler(ImagePermissions permissions) : IHandler<ListTemplatePermissions, TemplatePermissions>
{
    public Task<TemplatePermissions> HandleAsync(ListTemplatePermissions command, CommandContext context, CancellationToken ct) =>
        permissions.ReadAsync(command.Id, isIso: false, context, ct);
}
