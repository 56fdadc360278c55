namespace CloudStack.Storage.Files;

/// <summary>How stores are reached from the management server.</summary>
public sealed record FilesOptions
{
    /// <summary>Directory below which NFS exports are mounted.</summary>
    public string Mounts { get; init; } = "/var/lib/cloudstack/mounts";

    /// <summary>Options for these mounts, as <c>mount -o</c> takes them.</summary>
    public string NfsOptions { get; init; } = "tcp,soft,timeo=600,retrans=3";

    /// <summary>Reads the options from plugin settings; one that is missing or empty takes its default.</summary>
    /// <param name="settings">Settings by name, as in <c>cloudstack-plugin.json</c>.</param>
    /// <exception cref="ArgumentException">A setting is unknown; the message names it.</exception>
    public static FilesOptions FromSettings(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new FilesOptions();
        foreach (var (name, value) in settings.Where(setting => !string.IsNullOrWhiteSpace(setting.Value)))
        {
            options = name switch
            {
                "mounts" => options with { Mounts = value.Trim() },
                "nfsoptions" => options with { NfsOptions = value.Trim() },
                _ => throw new ArgumentException($"The files plugin has no setting '{name}'. cloudstack-plugin.json lists those it has.", nameof(settings)),
            };
        }

        return options;
    }
}
