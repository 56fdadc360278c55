namespace CloudStack.Engine;

internal sealed class UpdateTemplatePermissionsHandler(ImagePermissions permissions) : IHandler<UpdateTemplatePermissions, Success>
{
    public Task<Success> HandleAsync(UpdateTemplatePermissions command, CommandContext context, CancellationToken ct) =>
        permissions.ApplyAsync(new(false, command.Id)
        {
            Accounts = command.Accounts,
            ProjectIds = command.ProjectIds,
            Op = command.Op,
            IsPublic = command.IsPublic,
            IsFeatured = command.IsFeatured,
            IsExtractable = command.IsExtractable,
        }, context, ct);
}
