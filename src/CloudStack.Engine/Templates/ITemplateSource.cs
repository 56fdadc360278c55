namespace CloudStack.Engine;

/// <summary>Looks at the place that a template is to be fetched from.</summary>
internal interface ITemplateSource
{
    /// <summary>Asks an HTTP or HTTPS server for the file's size and first bytes.</summary>
    /// <exception cref="CloudStackException">The address is not to be contacted, or the file is not there (431).</exception>
    Task<TemplateSourceFacts> ProbeAsync(Uri url, CancellationToken ct);
}
