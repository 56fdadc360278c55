namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>
/// What runs on a host. A script is fixed text; values reach it as arguments and descriptions through its standard input, so that nothing a user
/// typed is ever read as a command. <c>v</c> is virsh. A script that ends with another code than 0 has changed nothing, unless it says otherwise.
/// </summary>
internal static class HostScripts
{
    /// <summary>Stands before every script.</summary>
    public static string Prelude(string libvirtUri) => $$"""
        export LC_ALL=C PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${PATH:-}"
        umask 077
        v() { virsh -q -c {{ShellText.Quote(libvirtUri)}} "$@"; }

        """;

    /// <summary>Tells what libvirt offers; stands in other scripts.</summary>
    public const string Facts = """
        version=$(v version) || exit 1
        echo @@version; echo "$version"
        echo @@nodeinfo; v nodeinfo
        echo @@capabilities; v capabilities
        echo @@maxkhz; cat /sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq 2>/dev/null
        """ + "\n";

    /// <summary>Tells what the host is. $1: folder of the local storage.</summary>
    public const string Probe = """
        command -v virsh >/dev/null 2>&1 || { echo 'virsh is not installed; install libvirt' >&2; exit 1; }

        """ + Facts + """
        echo @@hostname; hostname
        echo @@address; set -- "$1" ${SSH_CONNECTION:-}; echo "${4:-}"
        echo @@convert; qemu-img --help 2>/dev/null | grep -c convert
        folder=$1; while [ ! -d "$folder" ]; do folder=$(dirname -- "$folder"); done
        echo @@local; df -Pk -- "$folder" | tail -n 1
        exit 0
        """;

    /// <summary>Tells what the host and its VMs use.</summary>
    public const string Usage = """
        echo @@cpu; head -n 1 /proc/stat || exit 1
        echo @@memory; cat /proc/meminfo
        echo @@network; cat /proc/net/dev
        """;

    /// <summary>Counters of the running domains. Their UUIDs tell which are the cloud's.</summary>
    public const string DomainUsage = """
        ids=$(v list --uuid) || exit 1
        echo @@ids; echo "$ids"
        echo @@stats; v domstats --list-running --cpu-total --interface --block
        """;
}
