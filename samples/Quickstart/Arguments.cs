using System.Globalization;

namespace Quickstart;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Usage: dotnet run --project samples/Quickstart [-- OPTIONS]
          --hypervisor NAME    Simulator (default), kvm, or one of a plugin given with --plugins
          --host ADDRESS       a real host, for example ssh://root@192.0.2.10; may be repeated
          --key FILE           private key to log in to the hosts with
          --template FILE      image to deploy from, at the same path on every host (KVM)
          --pool PATH          directory that all hosts share, for their volumes (KVM; default /var/lib/cloudstack/quickstart)
          --database ADDRESS   mysql://user:password@host:port/database instead of the embedded SQLite
          --plugins FOLDER     further plugins
          --vms NUMBER         virtual machines to deploy (default 24; 4 on real hosts)
        """;

    public string Hypervisor { get; init; } = "Simulator";

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public string? Key { get; init; }

    public string? Template { get; init; }

    public string Pool { get; init; } = "/var/lib/cloudstack/quickstart";

    public string? Database { get; init; }

    public string? Plugins { get; init; }

    public int? Vms { get; init; }

    public bool IsReal => Hosts.Count > 0;

    private static readonly string[] Options = ["--hypervisor", "--host", "--key", "--template", "--pool", "--database", "--plugins", "--vms"];

    /// <summary>Reads and checks the command line.</summary>
    /// <exception cref="ArgumentException">It cannot be used; the message says why, in one line.</exception>
    /// <exception cref="IOException">It names a file or folder that is not there.</exception>
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (!Options.Contains(args[i]))
            {
                throw new ArgumentException($"There is no option {args[i]}.");
            }
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            result = args[i++] switch
            {
                "--hypervisor" => result with { Hypervisor = value },
                "--host" => result with { Hosts = [.. result.Hosts, Address(value)] },
                "--key" => result with { Key = File.Exists(value) ? File.ReadAllText(value) : throw new FileNotFoundException($"There is no key file {value}.") },
                "--template" => result with { Template = File.Exists(value) ? Path.GetFullPath(value) : throw new FileNotFoundException($"There is no template file {value}.") },
                "--pool" => result with { Pool = value },
                "--database" => result with { Database = value },
                "--plugins" => result with { Plugins = Directory.Exists(value) ? value : throw new DirectoryNotFoundException($"There is no plugin folder {value}.") },
                _ => result with
                {
                    Vms = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var vms) && vms > 0 ? vms
                        : throw new ArgumentException($"--vms takes a number from 1, not {value}."),
                },
            };
        }
        return result.IsReal && result.Template is null ? throw new ArgumentException("Real hosts need --template: the image to deploy from.") : result;
    }

    private static string Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? text
        : throw new ArgumentException($"{text} is no host address; one looks like ssh://root@192.0.2.10.");
}
