namespace CloudStack.Engine;

internal sealed class UpdateIsoPermissionsHandler(ImagePermissions permissions) : IHandler<UpdateIsoPermissions, Success>
{
    public Task<Success> HandleAsync(UpdateIsoPermissions command, CommandContext context, CancellationToken ct) =>
        permissions.ApplyAsync(new(true, command.Id)
        {
            Accounts = command.Accounts,
            ProjectIds = command.ProjectIds,
            Op = command.Op,
            IsPublic = command.IsPublic,
            IsFeatured = command.IsFeatured,
            IsExtractable = command.IsExtractable,
        }, context, ct);
}
