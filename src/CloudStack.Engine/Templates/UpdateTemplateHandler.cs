namespace CloudStack.Engine;

internal sealed class UpdateTemplateHandler(ImageChange change) : IHandler<UpdateTemplate, Template>
{
    public Task<Template> HandleAsync(UpdateTemplate command, CommandContext context, CancellationToken ct) =>
        change.ApplyAsync(new(false, command.Id)
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
