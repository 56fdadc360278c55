namespace CloudStack.Engine;

internal sealed class CopyIsoHandler(ImageCopy copy) : IHandler<CopyIso, Template>
{
    public Task<Template> HandleAsync(CopyIso command, CommandContext context, CancellationToken ct) =>
        copy.CopyAsync(command.Id, command.SourceZoneId, command.DestZoneId, isIso: true, context, ct);
}
