namespace CloudStack.Engine;

/// <summary>The address that a template is fetched from.</summary>
internal sealed class TemplateUrl(ITemplateSource source, SettingsStore settings)
{
    private const long GiB = 1L << 30;

    /// <summary>Checks an address as far as that goes from here.</summary>
    /// <param name="text">The address.</param>
    /// <param name="format">Format that the file is said to have.</param>
    /// <param name="hypervisor">Hypervisor whose hosts will fetch it; the simulator's fetch nothing, and take any address.</param>
    /// <param name="caller">Files of the hosts are for root administrators only.</param>
    /// <param name="ct">Ends the wait for the server.</param>
    /// <exception cref="CloudStackException">The address cannot be used (431), or not by this caller (531).</exception>
    public async Task<TemplateSourceFacts> CheckAsync(string text, string format, string? hypervisor, Identity caller, CancellationToken ct)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw CloudStackException.Invalid("url is no address; it is for example http://images.example.com/debian.qcow2.");
        }
        if (hypervisor == TemplateFormat.Simulator)
        {
            return TemplateSourceFacts.Unknown;
        }
        TemplateFormat.CheckExtension(url, format);
        switch (url.Scheme)
        {
            case "http" or "https":
                var facts = await source.ProbeAsync(url, ct);
                CheckFile(facts, format);
                return Complete(facts, url, format);
            case "file" when !caller.IsRoot:
                throw CloudStackException.Denied("Only root administrators may register templates from files of the hosts (file://).");
            case "file" when url.Host.Length == 0 && !url.AbsolutePath.Contains("/../", StringComparison.Ordinal):
            case "nfs" when url.Host.Length > 0 && caller.IsRoot:
                return TemplateSourceFacts.Unknown;
            case "nfs" when !caller.IsRoot:
                throw CloudStackException.Denied("Only root administrators may register templates from NFS exports (nfs://): the cloud cannot check them.");
            default:
                throw CloudStackException.Invalid("url must begin with http:// or https://; root administrators may also use nfs://server/path and file:///path.");
        }
    }

    /// <summary>Checks an address that the management server is to fetch later, which tells more than can be told now.</summary>
    /// <exception cref="CloudStackException">The address cannot be used (431), or not by this caller (531).</exception>
    public async Task CheckForStoreAsync(string text, string format, Identity caller, CancellationToken ct)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw CloudStackException.Invalid("url is no address; it is for example http://images.example.com/debian.qcow2.");
        }
        TemplateFormat.CheckExtension(url, format);
        switch (url.Scheme)
        {
            case "http" or "https":
                await source.CheckAsync(url, ct);
                break;
            case "file" or "nfs" when !caller.IsRoot:
                throw CloudStackException.Denied("Only root administrators may register from files of the management server (file://) and from NFS exports (nfs://).");
            case "file" when url.Host.Length == 0:
            case "nfs" when url.Host.Length > 0 && url.AbsolutePath.LastIndexOf('/') > 0:
                break;
            default:
                throw CloudStackException.Invalid("url must begin with http:// or https://; root administrators may also use nfs://server/export/file and file:///path.");
        }
    }

    private void CheckFile(TemplateSourceFacts facts, string format)
    {
        var most = settings.Current.MaxTemplateIsoSize;
        if (facts.SizeBytes > most * GiB)
        {
            throw CloudStackException.Invalid($"The template is {facts.SizeBytes} bytes large; the setting max.template.iso.size allows {most} GiB.");
        }
        if (facts.Format is not null && facts.Format != format)
        {
            throw CloudStackException.Invalid($"The file is of format {facts.Format}, not {format}.");
        }
    }

    /// <summary>A raw image that is not packed is as large as its disk.</summary>
    private static TemplateSourceFacts Complete(TemplateSourceFacts facts, Uri url, string format) =>
        format == "RAW" && (url.AbsolutePath.EndsWith("raw", StringComparison.OrdinalIgnoreCase) || url.AbsolutePath.EndsWith("img", StringComparison.OrdinalIgnoreCase))
            ? facts with { VirtualSizeBytes = facts.SizeBytes } : facts;
}
