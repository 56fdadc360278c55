namespace CloudStack.Engine;

internal sealed class CopyTemplateHandler(ImageCopy copy) : IHandler<CopyTemplate, Template>
{
    public Task<Template> HandleAsync(CopyTemplate command, CommandContext context, CancellationToken ct) =>
        copy.CopyAsync(command.Id, command.SourceZoneId, command.DestZoneId, isIso: false, context, ct);
}
