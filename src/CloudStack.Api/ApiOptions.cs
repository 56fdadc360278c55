using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CloudStack;

/// <summary>How the query API runs in this process. What concerns the cloud itself is a global setting (<c>updateConfiguration</c>).</summary>
public sealed class ApiOptions
{
    /// <summary>How long a session lives after its last request. 4.1 has 30 minutes.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Most sessions at a time; with more, those that were unused longest end.</summary>
    [Range(1, int.MaxValue)]
    public int MostSessions { get; set; } = 100_000;

    /// <summary>Largest form, in bytes, that a POST may have.</summary>
    [Range(1024, 1 << 30)]
    public int MostFormBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>
    /// Address of the port that asks for no signature, where the setting <c>integration.api.port</c> opens one. Whoever reaches it has root's rights.
    /// </summary>
    [Required]
    public IPAddress IntegrationAddress { get; set; } = IPAddress.Loopback;
}
