using System.ComponentModel.DataAnnotations;

namespace CloudStack.Server;

/// <summary>The section <c>CloudStack</c> of the configuration.</summary>
internal sealed class ServerOptions
{
    public const string Section = "CloudStack";

    /// <summary>A SQLite file, <c>memory</c>, or <c>mysql://user:password@host/database</c>.</summary>
    [Required]
    public string Database { get; set; } = "cloud.db";

    /// <summary>File with the key that protects the secrets in the database; null leaves the choice to the engine.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Folders of plugins; relative ones are below the program's own folder.</summary>
    public string[] Plugins { get; set; } = [];

    /// <summary>Password of the user <c>admin</c> of a new cloud; without it one is made and printed.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>Whether clients may send the MD5 of a password.</summary>
    public bool AcceptMd5Passwords { get; set; }

    /// <summary>Number of the region that a new cloud is; null leaves it at 1.</summary>
    public int? RegionId { get; set; }

    /// <summary>IP address or number by which this management server is known.</summary>
    public string? ManagementServer { get; set; }

    public ApiSection Api { get; set; } = new();

    public TelemetrySection Telemetry { get; set; } = new();

    internal sealed class ApiSection
    {
        public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromMinutes(30);

        public string IntegrationAddress { get; set; } = "127.0.0.1";
    }

    internal sealed class TelemetrySection
    {
        /// <summary>OTLP address, for example <c>http://localhost:4317</c>; null sends nothing.</summary>
        public Uri? Endpoint { get; set; }
    }
}
