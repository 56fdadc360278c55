using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CloudStack.Drivers.Kvm.Transport;

/// <summary>The connection to one host under one login.</summary>
internal sealed class SshHost(HostLogin login, HostKeys keys, KvmOptions options, TimeProvider time, ILogger logger)
{
    private const int MostRefusals = 50;
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim slots = new(options.CommandsPerHost, options.CommandsPerHost);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Connection? current;
    private int running;
    private long lastUse = time.GetTimestamp();

    private sealed record Connection(SshClient Client, string HostKey)
    {
        /// <summary>When the host last answered.</summary>
        public long LastAnswer { get; set; }
    }

    /// <summary>The host answers, but opens no further session: the command was not sent.</summary>
    private sealed class SessionRefusedException(Exception cause) : Exception("The host opened no session.", cause);

    /// <summary>
    /// Runs a command. A connection that broke since its last use is made anew. One that breaks while the command runs: a command that changes nothing
    /// is sent once more; what became of one that does is unknown.
    /// </summary>
    public async Task<HostResult> RunAsync(HostCommand command, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        Interlocked.Increment(ref running);
        try
        {
            for (int sent = 1, refused = 0; ; sent++)
            {
                var connection = await ConnectAsync(proven: command.Changes, cancellationToken);
                try
                {
                    return await SendAsync(connection, command, command.Timeout ?? options.CommandTimeout, cancellationToken);
                }
                catch (SessionRefusedException e)
                {
                    // sessions of calls that were given up end a little later than the calls
                    if (++refused > MostRefusals)
                        throw new DriverException(Outcome.NotApplied,
                            $"Host {login.Host} takes no more sessions (MaxSessions of its sshd); try again later.", true, e);
                    sent--;
                    await Task.Delay(AfterRefusal, time, cancellationToken);
                }
                catch (Exception e) when (e is SshException or SocketException or IOException or ObjectDisposedException)
                {
                    Drop(connection);
                    logger.LogWarning(e, "The connection to host {Host} broke while it was to {Purpose}", login.Host, command.Purpose);
                    if (!command.Changes && sent == 1)
                        continue;
                    throw Lost(command, "the connection broke", e);
                }
                catch (TimeoutException e)
                {
                    connection.LastAnswer = 0;
                    throw Lost(command, "it did not answer in time", e);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref running);
            Volatile.Write(ref lastUse, time.GetTimestamp());
            slots.Release();
        }
    }

    /// <summary>Closes the connection when nobody has used it for a while.</summary>
    public void CloseIfIdle()
    {
        if (Volatile.Read(ref running) == 0 && time.GetElapsedTime(Volatile.Read(ref lastUse)) > options.IdleTimeout)
            Close();
    }

    /// <summary>Closes the connection.</summary>
    public void Close()
    {
        if (current is { } connection)
            Drop(connection);
    }

    private async Task<Connection> ConnectAsync(bool proven, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { } open)
            {
                if (await IsAliveAsync(open, proven, cancellationToken))
                    return open;
                Drop(open);
            }
            return current = await OpenAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A connection may be dead without anyone having said so. Before a command that must not be sent twice it has to answer.</summary>
    private async Task<bool> IsAliveAsync(Connection connection, bool proven, CancellationToken cancellationToken)
    {
        try
        {
            if (!connection.Client.IsConnected)
                return false;
            if (connection.LastAnswer != 0 && (!proven || time.GetElapsedTime(connection.LastAnswer) < TrustFor))
                return true;
            await SendAsync(connection, new HostCommand("answer", "exit 0"), options.ConnectTimeout, cancellationToken);
            return true;
        }
        catch (SessionRefusedException)
        {
            return true;
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or ObjectDisposedException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<Connection> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SshClient(login.ToConnectionInfo(options.ConnectTimeout)) { KeepAliveInterval = options.KeepAlive };
        string? shown = null, expected = null;
        client.HostKeyReceived += (_, key) =>
        {
            shown = HostKeys.Normal(key.FingerPrintSHA256);
            expected = keys.Refuse(login, shown);
            key.CanTrust = expected is null;
        };
        var done = false;
        try
        {
            // parts of connecting block; they are bounded by the timeout
            await Task.Run(() => client.ConnectAsync(cancellationToken), CancellationToken.None).WaitAsync(options.ConnectTimeout * 2, time, cancellationToken);
            logger.LogDebug("Connected to host {Host} as {User}", login.Host, login.User);
            done = true;
            return new Connection(client, shown ?? "") { LastAnswer = time.GetTimestamp() };
        }
        catch (Exception) when (expected is not null)
        {
            throw new DriverException(Outcome.NotApplied,
                $"Host {login.Host} showed the key {shown} but should have {expected}: it was installed anew, or somebody " +
                "stands in between. If the new key is right, give it as the host's key; nothing was sent.");
        }
        catch (SshAuthenticationException e)
        {
            throw new DriverException(Outcome.NotApplied,
                $"Host {login.Host} refused the login of user '{login.User}'; check the password or the key.", false, e);
        }
        catch (Exception e) when (e is SshException or SocketException or TimeoutException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DriverException(Outcome.NotApplied, $"Host {login.Host} does not answer on port {login.Port} ({e.Message.TrimEnd('.')}); " +
                "check that it is up, that sshd runs, and that the network between lets it through.", canRetry: true, e);
        }
        finally
        {
            if (!done)
                Discard(client);
        }
    }

    private async Task<HostResult> SendAsync(Connection connection, HostCommand command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = either.Token;
        var work = Task.Run(() => RunOnChannelAsync(connection, command, token), CancellationToken.None);
        try
        {
            // the wait ends at once; the channel is closed behind it
            return await work.WaitAsync(token);
        }
        catch (OperationCanceledException e)
        {
            _ = work.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("No answer in time.", e);
        }
    }

    private async Task<HostResult> RunOnChannelAsync(Connection connection, HostCommand command, CancellationToken cancellationToken)
    {
        using var channel = connection.Client.CreateCommand(command.ToCommandLine(options.LibvirtUri), Encoding.UTF8);
        Task end;
        try
        {
            end = channel.ExecuteAsync(cancellationToken);
        }
        catch (SshException e) when (e is not SshConnectionException and not SshOperationTimeoutException && connection.Client.IsConnected)
        {
            throw new SessionRefusedException(e);
        }
        if (command.Input is { } input)
        {
            try
            {
                await using var stream = channel.CreateInputStream();
                await stream.WriteAsync(Encoding.UTF8.GetBytes(input), cancellationToken);
            }
            catch (Exception e) when (e is SshException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // the script ended before it read its input, and its exit code says why; or the connection broke, and so does the wait below
                logger.LogDebug(e, "A script did not read its input to the end");
            }
        }
        await end;
        if (channel.ExitStatus is not { } exit)
            throw new SshConnectionException(channel.ExitSignal is { } signal ?
                $"The command was ended by signal {signal}." : "The command ended without an exit code.");
        connection.LastAnswer = time.GetTimestamp();
        return new HostResult(exit, channel.Result, channel.Error, connection.HostKey);
    }

    private DriverException Lost(HostCommand command, string why, Exception cause) => command.Changes ?
        new DriverException(Outcome.Unknown,
            $"Host {login.Host} was to {command.Purpose}, but {why}: whether it was done is not known. Look before trying again.", true, cause) :
        new DriverException(Outcome.NotApplied,
            $"Host {login.Host} could not {command.Purpose}: {why}. Check the host and the network to it.", true, cause);

    private void Drop(Connection connection)
    {
        Interlocked.CompareExchange(ref current, null, connection);
        Discard(connection.Client);
    }

    /// <summary>Closing may wait for the other side: not here.</summary>
    private static void Discard(SshClient client) => _ = Task.Run(() =>
    {
        try
        {
            client.Dispose();
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or ObjectDisposedException)
        {
            // it was broken already
        }
    });
}
