using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace CloudStack.Engine;

/// <summary>
/// A connection to an LDAP server (version 3): binds with a password, and searches. It speaks the little of the protocol that a login takes, so that no
/// native library is needed and certificates are trusted per directory. For one caller at a time.
/// </summary>
internal sealed class LdapConnection : IAsyncDisposable
{
    private const int Success = 0, SizeLimitExceeded = 4, NoSuchObject = 32, InvalidCredentials = 49;
    private const int BindRequest = 0, BindResponse = 1, UnbindRequest = 2, SearchRequest = 3, SearchEntry = 4, SearchDone = 5;
    private const int LargestMessage = 1 << 20, LongestSearchSeconds = 10;

    private readonly TcpClient _client;
    private readonly Stream _stream;
    private int _lastMessage;

    private LdapConnection(TcpClient client, Stream stream) => (_client, _stream) = (client, stream);

    /// <exception cref="LdapException">It cannot be reached, or is not the one that it should be.</exception>
    public static async Task<LdapConnection> OpenAsync(LdapDirectory directory, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(directory.Host, directory.Port, ct);
            Stream stream = client.GetStream();
            if (directory.Ssl)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = directory.Host,
                    CertificateChainPolicy = directory.TrustStore is { } file ? LdapTrustStore.Load(file, directory.TrustStorePassword) : null,
                }, ct);
                stream = secure;
            }
            return new(client, stream);
        }
        catch (Exception exception)
        {
            client.Dispose();
            if (exception is SocketException or IOException or AuthenticationException)
            {
                throw new LdapException($"The LDAP server {directory.Host}:{directory.Port} cannot be reached: {exception.Message}", exception);
            }
            throw;
        }
    }

    /// <summary>Binds as an entry. Without a name the connection stays anonymous; a name without a password is refused, as servers take it for anonymous.</summary>
    /// <returns>False when name or password is wrong.</returns>
    /// <exception cref="LdapException">It could not be found out.</exception>
    public async Task<bool> BindAsync(string? name, string? password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(name) != string.IsNullOrEmpty(password))
        {
            return false;
        }
        await SendAsync(writer =>
        {
            using (writer.PushSequence(Application(BindRequest)))
            {
                writer.WriteInteger(3);
                writer.WriteOctetString(Encoding.UTF8.GetBytes(name ?? ""));
                writer.WriteOctetString(Encoding.UTF8.GetBytes(password ?? ""), new(TagClass.ContextSpecific, 0));
            }
        }, ct);
        var (kind, reader) = await ReceiveAsync(ct);
        if (kind != BindResponse)
        {
            throw new LdapException($"The LDAP server answered a bind with a message of kind {kind}.");
        }
        var (code, text) = ReadResult(reader);
        return code == Success || (code is InvalidCredentials or NoSuchObject ? false
            : throw new LdapException($"The LDAP server refused the bind with result {code}{(text.Length > 0 ? $" ({text})" : "")}."));
    }

    /// <summary>Finds entries at and below one.</summary>
    /// <param name="searchBase">Name of the entry.</param>
    /// <param name="filter">Which to find.</param>
    /// <param name="most">How many to find at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Their names; none when the entry does not exist.</returns>
    /// <exception cref="LdapException">The search failed.</exception>
    public async Task<IReadOnlyList<string>> SearchAsync(string searchBase, string filter, int most, CancellationToken ct)
    {
        await SendAsync(writer =>
        {
            using (writer.PushSequence(Application(SearchRequest)))
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(searchBase));
                writer.WriteEnumeratedValue(Scope.Subtree);
                writer.WriteEnumeratedValue(Aliases.Never);
                writer.WriteInteger(most);
                writer.WriteInteger(LongestSearchSeconds);
                writer.WriteBoolean(false);
                LdapFilter.Write(writer, filter);
                using (writer.PushSequence())
                {
                    // No attributes: the name is enough.
                    writer.WriteOctetString("1.1"u8);
                }
            }
        }, ct);
        List<string> found = [];
        while (true)
        {
            var (kind, reader) = await ReceiveAsync(ct);
            if (kind == SearchEntry)
            {
                found.Add(Encoding.UTF8.GetString(reader.ReadOctetString()));
            }
            else if (kind == SearchDone)
            {
                var (code, text) = ReadResult(reader);
                return code is Success or SizeLimitExceeded or NoSuchObject ? found
                    : throw new LdapException($"The LDAP server refused the search with result {code}{(text.Length > 0 ? $" ({text})" : "")}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await SendAsync(writer => writer.WriteNull(Application(UnbindRequest)), CancellationToken.None);
        }
        catch (LdapException)
        {
            // Gone already.
        }
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task SendAsync(Action<AsnWriter> write, CancellationToken ct)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(++_lastMessage);
            write(writer);
        }
        try
        {
            await _stream.WriteAsync(writer.Encode(), ct);
            await _stream.FlushAsync(ct);
        }
        catch (IOException exception)
        {
            throw new LdapException($"The connection to the LDAP server broke: {exception.Message}", exception);
        }
    }

    /// <summary>The next message to the last request: what it is, and its content.</summary>
    private async Task<(int Kind, AsnReader Content)> ReceiveAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var message = new AsnReader(await ReadMessageAsync(ct), AsnEncodingRules.BER).ReadSequence();
                var isOurs = message.TryReadInt32(out var number) && number == _lastMessage;
                var tag = message.PeekTag();
                if (isOurs && tag.TagClass == TagClass.Application)
                {
                    return (tag.TagValue, message.ReadSequence(tag));
                }
                if (number == 0)
                {
                    throw new LdapException("The LDAP server closes the connection.");
                }
            }
        }
        catch (Exception exception) when (exception is IOException or AsnContentException)
        {
            throw new LdapException($"The LDAP server's answer cannot be read: {exception.Message}", exception);
        }
    }

    private async Task<byte[]> ReadMessageAsync(CancellationToken ct)
    {
        var head = new byte[6];
        await _stream.ReadExactlyAsync(head.AsMemory(0, 2), ct);
        var more = head[1] < 0x80 ? 0 : head[1] & 0x7F;
        if (more > 4 || head[1] == 0x80)
        {
            throw new LdapException("The LDAP server's answer has a length that cannot be.");
        }
        await _stream.ReadExactlyAsync(head.AsMemory(2, more), ct);
        long length = head[1];
        if (more > 0)
        {
            Span<byte> number = stackalloc byte[4];
            number.Clear();
            head.AsSpan(2, more).CopyTo(number[(4 - more)..]);
            length = BinaryPrimitives.ReadUInt32BigEndian(number);
        }
        if (length > LargestMessage)
        {
            throw new LdapException($"The LDAP server's answer of {length} bytes is too long.");
        }
        var message = new byte[2 + more + (int)length];
        head.AsSpan(0, 2 + more).CopyTo(message);
        await _stream.ReadExactlyAsync(message.AsMemory(2 + more), ct);
        return message;
    }

    private static (int Code, string Text) ReadResult(AsnReader reader)
    {
        var code = (int)reader.ReadEnumeratedValue<ResultCode>();
        reader.ReadOctetString();
        return (code, Encoding.UTF8.GetString(reader.ReadOctetString()));
    }

    private static Asn1Tag Application(int number) => new(TagClass.Application, number);

    private enum Scope
    {
        Subtree = 2,
    }

    private enum Aliases
    {
        Never = 0,
    }

    /// <summary>Any number; those that matter are constants.</summary>
    private enum ResultCode
    {
        Success = 0,
    }
}
