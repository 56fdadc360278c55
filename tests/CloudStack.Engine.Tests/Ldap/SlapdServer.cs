using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Engine.Tests.Ldap;

/// <summary>An OpenLDAP server of one test, with its own data, on free ports of the loopback address. Debian's slapd must be installed; eng/test.sh does it.</summary>
internal sealed class SlapdServer : IAsyncDisposable
{
    public const string Suffix = "dc=example,dc=org", Searcher = "cn=searcher,dc=example,dc=org", SearcherPassword = "search's secret";

    private const string Program = "/usr/sbin/slapd";

    private readonly string _folder = Directory.CreateTempSubdirectory("slapd-").FullName;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public int Port { get; private set; }

    public int TlsPort { get; private set; }

    /// <summary>The certificate that the server's own is signed with, in PEM and in PKCS #12.</summary>
    public string TrustStore => Path.Combine(_folder, "ca.pem");

    public string TrustStorePkcs12 => Path.Combine(_folder, "ca.p12");

    public const string TrustStorePassword = "store's secret";

    /// <summary>A trust store that has nothing to do with the server.</summary>
    public string OtherTrustStore => Path.Combine(_folder, "other.pem");

    /// <summary>What the server says that it was asked.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public static async Task<SlapdServer> StartAsync()
    {
        Assert.That(File.Exists(Program), $"{Program} is missing: install Debian's slapd (eng/test.sh does it).");
        for (var attempt = 1; ; attempt++)
        {
            var server = new SlapdServer();
            try
            {
                await server.BeginAsync();
                return server;
            }
            catch (Exception exception) when (exception is SocketException or AssertionException && attempt < 5)
            {
                // Somebody else was given the free port meanwhile.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Ends the server, as a failure would; its data stay until it is disposed.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        MakeCertificates();
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "slapd.conf"), $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            TLSCertificateFile {_folder}/server.pem
            TLSCertificateKeyFile {_folder}/server.key
            database mdb
            suffix {Suffix}
            directory {_folder}/data
            access to attrs=userPassword by anonymous auth
            access to * by dn.exact="{Searcher}" read by users read by anonymous auth

            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.ldif"), $"""
            dn: {Suffix}
            objectClass: dcObject
            objectClass: organization
            o: Example
            dc: example

            dn: {Searcher}
            objectClass: organizationalRole
            objectClass: simpleSecurityObject
            cn: searcher
            userPassword: {SearcherPassword}

            dn: uid=ann,{Suffix}
            objectClass: inetOrgPerson
            uid: ann
            cn: Ann Archer
            sn: Archer
            mail: ann@example.org
            userPassword: Ann's directory pass

            dn: uid=bob,{Suffix}
            objectClass: inetOrgPerson
            uid: bob
            cn: Bob Baker
            sn: Baker
            mail: shared@example.org
            userPassword: Bob's directory pass

            dn: uid=bob2,{Suffix}
            objectClass: inetOrgPerson
            uid: bob2
            cn: Bob Baker
            sn: Baker
            mail: shared@example.org
            userPassword: The other Bob's pass

            """);
        using (var load = Process.Start(new ProcessStartInfo("/usr/sbin/slapadd", ["-f", $"{_folder}/slapd.conf", "-l", $"{_folder}/data.ldif"]) { RedirectStandardError = true })!)
        {
            var errors = await load.StandardError.ReadToEndAsync();
            await load.WaitForExitAsync();
            Assert.That(load.ExitCode, Is.Zero, errors);
        }
        (Port, TlsPort) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(Program, ["-f", $"{_folder}/slapd.conf", "-h", $"ldap://127.0.0.1:{Port} ldaps://127.0.0.1:{TlsPort}", "-d", "stats"])
        {
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Exited += (_, _) => _started.TrySetException(new AssertionException($"slapd ended: {string.Join('\n', Lines)}"));
        _process.Start();
        _process.BeginErrorReadLine();
        await _started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var port in new[] { Port, TlsPort })
        {
            await ReachAsync(port);
        }
    }

    /// <summary>It says that it starts a moment before it listens, which is long on a busy machine.</summary>
    private async Task ReachAsync(int port)
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (_process is { HasExited: false } && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20);
            }
        }
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_lines)
        {
            _lines.Enqueue(line);
        }
        if (line.Contains("slapd starting", StringComparison.Ordinal))
        {
            _started.TrySetResult();
        }
    }

    private void MakeCertificates()
    {
        var (from, until) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(79));
        using var authority = Authority("CN=Test authority", from, until);
        using var other = Authority("CN=Another authority", from, until);
        File.WriteAllText(TrustStore, authority.ExportCertificatePem());
        File.WriteAllText(OtherTrustStore, other.ExportCertificatePem());
        using (var only = X509CertificateLoader.LoadCertificate(authority.RawData))
        {
            File.WriteAllBytes(TrustStorePkcs12, only.Export(X509ContentType.Pkcs12, TrustStorePassword));
        }
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=directory", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, until, [1, 2, 3, 4]);
        File.WriteAllText(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Authority(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(from, until);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
