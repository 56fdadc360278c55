using System.Globalization;

namespace CloudStack.Engine;

/// <summary>The guest operating systems that 4.1 knows, with its numbers, and what each hypervisor calls them.</summary>
internal static class DefaultGuestOs
{
    /// <summary>In the order of their numbers, from 1.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["CentOS", "Debian", "Oracle", "RedHat", "SUSE", "Windows", "Other", "Novel", "Unix", "Ubuntu", "None"];

    /// <summary>Number, category and name; a category of 0 is that of a number that has only hypervisor names.</summary>
    public static IEnumerable<Entry> Entries() => Table.Split('\n').Select(Entry.Read);

    public readonly record struct Entry(long Id, long CategoryId, string Name,
        IReadOnlyList<(string Hypervisor, string Name)> OnHypervisors)
    {
        public static Entry Read(string line)
        {
            var fields = line.Split('|');
            return new Entry(Number(fields[0]), Number(fields[1]), fields[2], [.. fields.Skip(3).Select(OnHypervisor)]);
        }

        private static long Number(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

        private static (string, string) OnHypervisor(string field) =>
            (field[0] switch { 'X' => "XenServer", 'K' => "KVM", _ => "VMware" }, field[2..]);
    }

    // number | number of the category | name | names on hypervisors: X= XenServer, K= KVM, V= VMware.
    // The last two numbers have no guest operating system in 4.1 either.
    private const string Table = """
        1|1|CentOS 4.5 (32-bit)|X=CentOS 4.5 (32-bit)|K=CentOS 4.5
        2|1|CentOS 4.6 (32-bit)|X=CentOS 4.6 (32-bit)|K=CentOS 4.6
        3|1|CentOS 4.7 (32-bit)|X=CentOS 4.7 (32-bit)|K=CentOS 4.7
        4|1|CentOS 4.8 (32-bit)|X=CentOS 4.8 (32-bit)|K=CentOS 4.8
        5|1|CentOS 5.0 (32-bit)|X=CentOS 5.0 (32-bit)|K=CentOS 5.0
        6|1|CentOS 5.0 (64-bit)|X=CentOS 5.0 (64-bit)|K=CentOS 5.0
        7|1|CentOS 5.1 (32-bit)|X=CentOS 5.1 (32-bit)|K=CentOS 5.1
        8|1|CentOS 5.1 (64-bit)|X=CentOS 5.1 (32-bit)|K=CentOS 5.1
        9|1|CentOS 5.2 (32-bit)|X=CentOS 5.2 (32-bit)|K=CentOS 5.2
        10|1|CentOS 5.2 (64-bit)|X=CentOS 5.2 (64-bit)|K=CentOS 5.2
        11|1|CentOS 5.3 (32-bit)|X=CentOS 5.3 (32-bit)|K=CentOS 5.3
        12|1|CentOS 5.3 (64-bit)|X=CentOS 5.3 (64-bit)|K=CentOS 5.3
        13|1|CentOS 5.4 (32-bit)|X=CentOS 5.4 (32-bit)|K=CentOS 5.4
        14|1|CentOS 5.4 (64-bit)|X=CentOS 5.4 (64-bit)|K=CentOS 5.4
        15|2|Debian GNU/Linux 5.0 (32-bit)|X=Debian Lenny 5.0 (32-bit)|K=Debian GNU/Linux 5|V=Debian GNU/Linux 5(32-bit)
        16|3|Oracle Enterprise Linux 5.0 (32-bit)|X=Oracle Enterprise Linux 5.0 (32-bit)
        17|3|Oracle Enterprise Linux 5.0 (64-bit)|X=Oracle Enterprise Linux 5.0 (64-bit)
        18|3|Oracle Enterprise Linux 5.1 (32-bit)|X=Oracle Enterprise Linux 5.1 (32-bit)
        19|3|Oracle Enterprise Linux 5.1 (64-bit)|X=Oracle Enterprise Linux 5.1 (64-bit)
        20|3|Oracle Enterprise Linux 5.2 (32-bit)|X=Oracle Enterprise Linux 5.2 (32-bit)
        21|3|Oracle Enterprise Linux 5.2 (64-bit)|X=Oracle Enterprise Linux 5.2 (64-bit)
        22|3|Oracle Enterprise Linux 5.3 (32-bit)|X=Oracle Enterprise Linux 5.3 (32-bit)
        23|3|Oracle Enterprise Linux 5.3 (64-bit)|X=Oracle Enterprise Linux 5.3 (64-bit)
        24|3|Oracle Enterprise Linux 5.4 (32-bit)|X=Oracle Enterprise Linux 5.4 (32-bit)
        25|3|Oracle Enterprise Linux 5.4 (64-bit)|X=Oracle Enterprise Linux 5.4 (64-bit)
        26|4|Red Hat Enterprise Linux 4.5 (32-bit)|X=Red Hat Enterprise Linux 4.5 (32-bit)|K=Red Hat Enterprise Linux 4.5|V=Red Hat Enterprise Linux 4.5(32-bit)
        27|4|Red Hat Enterprise Linux 4.6 (32-bit)|X=Red Hat Enterprise Linux 4.6 (32-bit)|K=Red Hat Enterprise Linux 4.6|V=Red Hat Enterprise Linux 4.6(32-bit)
        28|4|Red Hat Enterprise Linux 4.7 (32-bit)|X=Red Hat Enterprise Linux 4.7 (32-bit)|K=Red Hat Enterprise Linux 4.7|V=Red Hat Enterprise Linux 4.7(32-bit)
        29|4|Red Hat Enterprise Linux 4.8 (32-bit)|X=Red Hat Enterprise Linux 4.8 (32-bit)|K=Red Hat Enterprise Linux 4.8|V=Red Hat Enterprise Linux 4.8(32-bit)
        30|4|Red Hat Enterprise Linux 5.0 (32-bit)|X=Red Hat Enterprise Linux 5.0 (32-bit)|K=Red Hat Enterprise Linux 5.0|V=Red Hat Enterprise Linux 5.0(32-bit)
        31|4|Red Hat Enterprise Linux 5.0 (64-bit)|X=Red Hat Enterprise Linux 5.0 (64-bit)|K=Red Hat Enterprise Linux 5.0|V=Red Hat Enterprise Linux 5.0(64-bit)
        32|4|Red Hat Enterprise Linux 5.1 (32-bit)|X=Red Hat Enterprise Linux 5.1 (32-bit)|K=Red Hat Enterprise Linux 5.1|V=Red Hat Enterprise Linux 5.1(32-bit)
        33|4|Red Hat Enterprise Linux 5.1 (64-bit)|X=Red Hat Enterprise Linux 5.1 (64-bit)|K=Red Hat Enterprise Linux 5.1|V=Red Hat Enterprise Linux 5.1(64-bit)
        34|4|Red Hat Enterprise Linux 5.2 (32-bit)|X=Red Hat Enterprise Linux 5.2 (32-bit)|K=Red Hat Enterprise Linux 5.2|V=Red Hat Enterprise Linux 5.2(32-bit)
        35|4|Red Hat Enterprise Linux 5.2 (64-bit)|X=Red Hat Enterprise Linux 5.2 (64-bit)|K=Red Hat Enterprise Linux 5.2|V=Red Hat Enterprise Linux 5.2(64-bit)
        36|4|Red Hat Enterprise Linux 5.3 (32-bit)|X=Red Hat Enterprise Linux 5.3 (32-bit)|K=Red Hat Enterprise Linux 5.3|V=Red Hat Enterprise Linux 5.3(32-bit)
        37|4|Red Hat Enterprise Linux 5.3 (64-bit)|X=Red Hat Enterprise Linux 5.3 (64-bit)|K=Red Hat Enterprise Linux 5.3|V=Red Hat Enterprise Linux 5.3(64-bit)
        38|4|Red Hat Enterprise Linux 5.4 (32-bit)|X=Red Hat Enterprise Linux 5.4 (32-bit)|K=Red Hat Enterprise Linux 5.4|V=Red Hat Enterprise Linux 5.4(32-bit)
        39|4|Red Hat Enterprise Linux 5.4 (64-bit)|X=Red Hat Enterprise Linux 5.4 (64-bit)|K=Red Hat Enterprise Linux 5.4|V=Red Hat Enterprise Linux 5.4(64-bit)
        40|5|SUSE Linux Enterprise Server 9 SP4 (32-bit)|X=SUSE Linux Enterprise Server 9 SP4 (32-bit)|V=Suse Linux Enterprise 8/9(32-bit)
        41|5|SUSE Linux Enterprise Server 10 SP1 (32-bit)|X=SUSE Linux Enterprise Server 10 SP1 (32-bit)|V=Suse Linux Enterprise 10(32-bit)
        42|5|SUSE Linux Enterprise Server 10 SP1 (64-bit)|X=SUSE Linux Enterprise Server 10 SP1 (64-bit)|V=Suse Linux Enterprise 10(64-bit)
        43|5|SUSE Linux Enterprise Server 10 SP2 (32-bit)|X=SUSE Linux Enterprise Server 10 SP2 (32-bit)|V=Suse Linux Enterprise 10(32-bit)
        44|5|SUSE Linux Enterprise Server 10 SP2 (64-bit)|X=SUSE Linux Enterprise Server 10 SP2 (64-bit)|V=Suse Linux Enterprise 10(64-bit)
        45|5|SUSE Linux Enterprise Server 10 SP3 (64-bit)|X=SUSE Linux Enterprise Server 10 SP3 (64-bit)|V=Suse Linux Enterprise 10(64-bit)
        46|5|SUSE Linux Enterprise Server 11 (32-bit)|X=SUSE Linux Enterprise Server 11 (32-bit)|V=Suse Linux Enterprise 11(32-bit)
        47|5|SUSE Linux Enterprise Server 11 (64-bit)|X=SUSE Linux Enterprise Server 11 (64-bit)|V=Suse Linux Enterprise 11(64-bit)
        48|6|Windows 7 (32-bit)|X=Windows 7 (32-bit)|K=Windows 7|V=Microsoft Windows 7(32-bit)
        49|6|Windows 7 (64-bit)|X=Windows 7 (64-bit)|K=Windows 7|V=Microsoft Windows 7(64-bit)
        50|6|Windows Server 2003 Enterprise Edition(32-bit)|X=Windows Server 2003 (32-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Enterprise Edition (32-bit)
        51|6|Windows Server 2003 Enterprise Edition(64-bit)|X=Windows Server 2003 (64-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Enterprise Edition (64-bit)
        52|6|Windows Server 2008 (32-bit)|X=Windows Server 2008 (32-bit)|K=Windows Server 2008|V=Microsoft Windows Server 2008(32-bit)
        53|6|Windows Server 2008 (64-bit)|X=Windows Server 2008 (64-bit)|K=Windows Server 2008|V=Microsoft Windows Server 2008(64-bit)
        54|6|Windows Server 2008 R2 (64-bit)|X=Windows Server 2008 R2 (64-bit)|V=Microsoft Windows Server 2008 R2(64-bit)
        55|6|Windows 2000 Server SP4 (32-bit)|X=Windows 2000 SP4 (32-bit)|K=Windows 2000|V=Microsoft Windows 2000 Server
        56|6|Windows Vista (32-bit)|X=Windows Vista (32-bit)|K=Windows Vista|V=Microsoft Windows Vista (32-bit)
        57|6|Windows XP SP2 (32-bit)|X=Windows XP SP2 (32-bit)|K=Windows XP SP2|V=Microsoft Windows XP Professional (32-bit)
        58|6|Windows XP SP3 (32-bit)|X=Windows XP SP3 (32-bit)|K=Windows XP SP3|V=Microsoft Windows XP Professional (32-bit)
        59|10|Other Ubuntu (32-bit)|X=Other install media|K=Other Ubuntu|V=Ubuntu 10.10 (32-bit)|V=Other Ubuntu Linux (32-bit)
        60|7|Other (32-bit)|X=Other install media|K=Other|V=Other (32-bit)
        61|6|Windows 2000 Server|K=Windows 2000|V=Microsoft Windows 2000 Server
        62|6|Windows 98|K=Windows 98|V=Microsoft Windows 98
        63|6|Windows 95|V=Microsoft Windows 95
        64|6|Windows NT 4|V=Microsoft Windows NT 4
        65|6|Windows 3.1|V=Microsoft Windows 3.1
        66|4|Red Hat Enterprise Linux 3(32-bit)|K=Red Hat Enterprise Linux 3|V=Red Hat Enterprise Linux 3(32-bit)
        67|4|Red Hat Enterprise Linux 3(64-bit)|K=Red Hat Enterprise Linux 3|V=Red Hat Enterprise Linux 3(64-bit)
        68|7|Open Enterprise Server|V=Open Enterprise Server
        69|7|Asianux 3(32-bit)|V=Asianux 3(32-bit)
        70|7|Asianux 3(64-bit)|V=Asianux 3(64-bit)
        72|2|Debian GNU/Linux 5(64-bit)|K=Debian GNU/Linux 5|V=Debian GNU/Linux 5(64-bit)
        73|2|Debian GNU/Linux 4(32-bit)|K=Debian GNU/Linux 4|V=Debian GNU/Linux 4(32-bit)
        74|2|Debian GNU/Linux 4(64-bit)|K=Debian GNU/Linux 4|V=Debian GNU/Linux 4(64-bit)
        75|7|Other 2.6x Linux (32-bit)|K=Other Linux 2.6x|V=Other 2.6x Linux (32-bit)
        76|7|Other 2.6x Linux (64-bit)|K=Other Linux 2.6x|V=Other 2.6x Linux (64-bit)
        77|8|Novell Netware 6.x|V=Novell Netware 6.x
        78|8|Novell Netware 5.1|V=Novell Netware 5.1
        79|9|Sun Solaris 10(32-bit)|V=Sun Solaris 10(32-bit)
        80|9|Sun Solaris 10(64-bit)|V=Sun Solaris 10(64-bit)
        81|9|Sun Solaris 9(Experimental)|V=Sun Solaris 9(Experimental)
        82|9|Sun Solaris 8(Experimental)|V=Sun Solaris 8(Experimental)
        83|9|FreeBSD (32-bit)|V=FreeBSD (32-bit)
        84|9|FreeBSD (64-bit)|V=FreeBSD (64-bit)
        85|9|SCO OpenServer 5|V=SCO OpenServer 5
        86|9|SCO UnixWare 7|V=SCO UnixWare 7
        87|6|Windows Server 2003 DataCenter Edition(32-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Datacenter Edition (32-bit)
        88|6|Windows Server 2003 DataCenter Edition(64-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Datacenter Edition (64-bit)
        89|6|Windows Server 2003 Standard Edition(32-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Standard Edition (32-bit)
        90|6|Windows Server 2003 Standard Edition(64-bit)|K=Windows Server 2003|V=Microsoft Windows Server 2003, Standard Edition (64-bit)
        91|6|Windows Server 2003 Web Edition|K=Windows Server 2003|V=Microsoft Windows Server 2003, Web Edition
        92|6|Microsoft Small Bussiness Server 2003|K=Windows Server 2003|V=Microsoft Small Bussiness Server 2003
        93|6|Windows XP (32-bit)|K=Windows XP |V=Microsoft Windows XP Professional (32-bit)
        94|6|Windows XP (64-bit)|K=Windows XP |V=Microsoft Windows XP Professional (64-bit)
        95|6|Windows 2000 Advanced Server|K=Windows 2000|V=Microsoft Windows 2000 Advanced Server
        96|5|SUSE Linux Enterprise 8(32-bit)|V=Suse Linux Enterprise 8/9(32-bit)
        97|5|SUSE Linux Enterprise 8(64-bit)|V=Suse Linux Enterprise 8/9(64-bit)
        98|7|Other Linux (32-bit)|K=Other Linux|V=Other Linux (32-bit)
        99|7|Other Linux (64-bit)|K=Other Linux|V=Other Linux (64-bit)
        100|10|Other Ubuntu (64-bit)|X=Other install media|K=Other Ubuntu|V=Ubuntu 10.10 (64-bit)|V=Other Ubuntu (64-bit)
        101|6|Windows Vista (64-bit)|K=Windows Vista|V=Microsoft Windows Vista (64-bit)
        102|6|DOS|K=DOS|V=DOS
        103|7|Other (64-bit)|X=Other install media|K=Other|V=Other (64-bit)
        104|7|OS/2|V=OS/2
        105|6|Windows 2000 Professional|V=Microsoft Windows 2000 Professional
        106|4|Red Hat Enterprise Linux 4(64-bit)|K=Red Hat Enterprise Linux 4|V=Red Hat Enterprise Linux 4(64-bit)
        107|5|SUSE Linux Enterprise 9(32-bit)|V=Suse Linux Enterprise 8/9(32-bit)
        108|5|SUSE Linux Enterprise 9(64-bit)|V=Suse Linux Enterprise 8/9(64-bit)
        109|5|SUSE Linux Enterprise 10(32-bit)|V=Suse Linux Enterprise 10(32-bit)
        110|5|SUSE Linux Enterprise 10(64-bit)|V=Suse Linux Enterprise 10(64-bit)
        111|1|CentOS 5.5 (32-bit)|K=CentOS 5.5
        112|1|CentOS 5.5 (64-bit)|K=CentOS 5.5
        113|4|Red Hat Enterprise Linux 5.5 (32-bit)|K=Red Hat Enterprise Linux 5.5
        114|4|Red Hat Enterprise Linux 5.5 (64-bit)|K=Red Hat Enterprise Linux 5.5
        115|4|Fedora 13|K=Fedora 13
        116|4|Fedora 12|K=Fedora 12
        117|4|Fedora 11|K=Fedora 11
        118|4|Fedora 10|K=Fedora 10
        119|4|Fedora 9|K=Fedora 9
        120|4|Fedora 8|K=Fedora 8
        121|10|Ubuntu 10.04 (32-bit)|X=Other install media|K=Ubuntu 10.04|V=Ubuntu 10.04 (32-bit)
        122|10|Ubuntu 9.10 (32-bit)|X=Other install media|K=Ubuntu 9.10|V=Ubuntu 9.10 (32-bit)
        123|10|Ubuntu 9.04 (32-bit)|X=Other install media|K=Ubuntu 9.04|V=Ubuntu 9.04 (32-bit)
        124|10|Ubuntu 8.10 (32-bit)|X=Other install media|K=Ubuntu 8.10|V=Ubuntu 8.10 (32-bit)
        125|10|Ubuntu 8.04 (32-bit)|X=Other install media|K=Ubuntu 8.04|V=Ubuntu 8.04 (32-bit)
        126|10|Ubuntu 10.04 (64-bit)|X=Other install media|K=Ubuntu 10.04|V=Ubuntu 10.04 (64-bit)
        127|10|Ubuntu 9.10 (64-bit)|X=Other install media|K=Ubuntu 9.10|V=Ubuntu 9.10 (64-bit)
        128|10|Ubuntu 9.04 (64-bit)|X=Other install media|K=Ubuntu 9.04|V=Ubuntu 9.04 (64-bit)
        129|10|Ubuntu 8.10 (64-bit)|X=Other install media|K=Ubuntu 8.10|V=Ubuntu 8.10 (64-bit)
        130|10|Ubuntu 8.04 (64-bit)|X=Other install media|K=Ubuntu 8.04|V=Ubuntu 8.04 (64-bit)
        131|4|Red Hat Enterprise Linux 2|K=Red Hat Enterprise Linux 2|V=Red Hat Enterprise Linux 2
        132|2|Debian GNU/Linux 6(32-bit)
        133|2|Debian GNU/Linux 6(64-bit)
        134|3|Oracle Enterprise Linux 5.5 (32-bit)
        135|3|Oracle Enterprise Linux 5.5 (64-bit)
        136|4|Red Hat Enterprise Linux 6.0 (32-bit)
        137|4|Red Hat Enterprise Linux 6.0 (64-bit)
        138|7|None
        139|7|Other PV (32-bit)|X=Other PV (32-bit)
        140|7|Other PV (64-bit)|X=Other PV (64-bit)
        141|1|CentOS 5.6 (32-bit)
        142|1|CentOS 5.6 (64-bit)
        143|1|CentOS 6.0 (32-bit)
        144|1|CentOS 6.0 (64-bit)
        145|3|Oracle Enterprise Linux 5.6 (32-bit)
        146|3|Oracle Enterprise Linux 5.6 (64-bit)
        147|3|Oracle Enterprise Linux 6.0 (32-bit)
        148|3|Oracle Enterprise Linux 6.0 (64-bit)
        149|4|Red Hat Enterprise Linux 5.6 (32-bit)
        150|4|Red Hat Enterprise Linux 5.6 (64-bit)
        151|5|SUSE Linux Enterprise Server 10 SP3 (32-bit)
        152|5|SUSE Linux Enterprise Server 10 SP4 (64-bit)
        153|5|SUSE Linux Enterprise Server 10 SP4 (32-bit)
        154|5|SUSE Linux Enterprise Server 11 SP1 (64-bit)
        155|5|SUSE Linux Enterprise Server 11 SP1 (32-bit)
        156|10|Ubuntu 10.10 (32-bit)
        157|10|Ubuntu 10.10 (64-bit)
        158|9|Sun Solaris 11 (64-bit)
        159|9|Sun Solaris 11 (32-bit)
        160|6|Windows PV
        161|1|CentOS 5.7 (32-bit)
        162|1|CentOS 5.7 (64-bit)|K=Ubuntu 10.04|V=Ubuntu 12.04 (32-bit)
        163|10|Ubuntu 12.04 (32-bit)|K=Ubuntu 10.04|V=Ubuntu 12.04 (64-bit)
        164|10|Ubuntu 12.04 (64-bit)
        200|1|Other CentOS (32-bit)|V=CentOS (32-bit)
        201|1|Other CentOS (64-bit)|V=CentOS (64-bit)
        202|5|Other SUSE Linux(32-bit)|V=Other Suse Linux Enterprise(32-bit)
        203|5|Other SUSE Linux(64-bit)|V=Other Suse Linux Enterprise(64-bit)
        204|||V=Red Hat Enterprise Linux 6(32-bit)
        205|||V=Red Hat Enterprise Linux 6(64-bit)
        """;
}
