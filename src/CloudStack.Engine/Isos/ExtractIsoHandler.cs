namespace CloudStack.Engine;

internal sealed class ExtractIsoHandler(ImageExtraction extraction) : IHandler<ExtractIso, Extraction>
{
    public Task<Extraction> HandleAsync(ExtractIso command, CommandContext context, CancellationToken ct) =>
        extraction.ExtractAsync(command.Id, command.ZoneId, command.Mode, isIso: true, context, ct);
}
