namespace CloudStack.Engine;

internal sealed class ExtractTemplateHandler(ImageExtraction extraction) : IHandler<ExtractTemplate, Extraction>
{
    public Task<Extraction> HandleAsync(ExtractTemplate command, CommandContext context, CancellationToken ct) =>
        extraction.ExtractAsync(command.Id, command.ZoneId, command.Mode, isIso: false, context, ct);
}
