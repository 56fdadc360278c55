namespace CloudStack.Engine;

/// <summary>Looks at the place that a template or ISO is to be fetched from, and fetches it.</summary>
internal interface ITemplateSource
{
    /// <summary>Asks an HTTP or HTTPS server for the file's size and first bytes.</summary>
    /// <exception cref="CloudStackException">The address is not to be contacted, or the file is not there (431).</exception>
    Task<TemplateSourceFacts> ProbeAsync(Uri url, CancellationToken ct);

    /// <summary>Checks that an HTTP or HTTPS address may be contacted, without contacting it.</summary>
    /// <exception cref="CloudStackException">It may not, or its name is unknown (431).</exception>
    Task CheckAsync(Uri url, CancellationToken ct);

    /// <summary>Begins to fetch a file from an HTTP or HTTPS server.</summary>
    /// <exception cref="Drivers.DriverException">It is not to be had, now (then it can be retried) or at all.</exception>
    Task<ImageSource> OpenAsync(Uri url, CancellationToken ct);
}
