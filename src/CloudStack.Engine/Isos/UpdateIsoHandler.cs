namespace CloudStack.Engine;

internal sealed class UpdateIsoHandler(ImageChange change) : IHandler<UpdateIso, Template>
{
    public Task<Template> HandleAsync(UpdateIso command, CommandContext context, CancellationToken ct) =>
        change.ApplyAsync(new(true, command.Id)
        {
            Name = command.Name,
            DisplayText = command.DisplayText,
            Format = command.Format,
            OsTypeId = command.OsTypeId,
            Bootable = command.Bootable,
            PasswordEnabled = command.PasswordEnabled,
            SortKey = command.SortKey,
        }, context, ct);
}
