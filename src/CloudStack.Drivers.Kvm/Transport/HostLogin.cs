using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CloudStack.Drivers.Kvm.Transport;

/// <summary>How to log in to a host: what makes one connection different from another. Holds secrets.</summary>
internal sealed record HostLogin(string Host, int Port, string User, string? Password, string? PrivateKey, string? HostKey)
{
    private const int SshPort = 22;

    /// <summary>Takes the login out of an endpoint. An address with 4.1's scheme <c>http</c> means port 22 unless it names one.</summary>
    public static HostLogin Of(HostEndpoint endpoint)
    {
        var address = endpoint.Address;
        var userInfo = address.UserInfo.Split(':', 2);
        var user = endpoint.UserName ?? (userInfo[0].Length > 0 ? Uri.UnescapeDataString(userInfo[0]) : "root");
        var password = endpoint.Password ?? (userInfo.Length > 1 ? Uri.UnescapeDataString(userInfo[1]) : null);
        return new HostLogin(address.IdnHost, address.IsDefaultPort || address.Port < 1 ? SshPort : address.Port, user, password, endpoint.PrivateKey,
            string.IsNullOrWhiteSpace(endpoint.HostKey) ? null : endpoint.HostKey.Trim());
    }

    /// <summary>Settings of a connection.</summary>
    /// <exception cref="DriverException">The private key cannot be read, or there is nothing to log in with.</exception>
    public ConnectionInfo ToConnectionInfo(TimeSpan timeout)
    {
        var methods = new List<AuthenticationMethod>();
        if (!string.IsNullOrEmpty(PrivateKey))
            methods.Add(new PrivateKeyAuthenticationMethod(User, ReadKey(PrivateKey)));
        if (!string.IsNullOrEmpty(Password))
        {
            methods.Add(new PasswordAuthenticationMethod(User, Password));
            // many servers ask for the password in this way only
            var interactive = new KeyboardInteractiveAuthenticationMethod(User);
            interactive.AuthenticationPrompt += (_, asked) =>
            {
                foreach (var prompt in asked.Prompts)
                    prompt.Response = Password;
            };
            methods.Add(interactive);
        }
        if (methods.Count == 0)
            throw new DriverException(Outcome.NotApplied, $"Host {Host}: there is neither a password nor a private key to log in with; give one.");
        return new ConnectionInfo(Host, Port, User, [.. methods]) { Timeout = timeout, Encoding = Encoding.UTF8, RetryAttempts = 1 };
    }

    /// <summary>Host, port and user only.</summary>
    public override string ToString() => $"{User}@{Host}:{Port}";

    private PrivateKeyFile ReadKey(string key)
    {
        try
        {
            return new PrivateKeyFile(new MemoryStream(Encoding.UTF8.GetBytes(key)));
        }
        catch (Exception e) when (e is SshException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new DriverException(Outcome.NotApplied,
                $"Host {Host}: the private key cannot be read; it must be in PEM or OpenSSH form and have no passphrase.", canRetry: false, e);
        }
    }
}
