using System.Formats.Asn1;
using System.Globalization;

namespace CloudStack.Engine;

internal sealed class LdapConfigHandler(SettingsStore settings) : IHandler<LdapConfig, LdapConfiguration>
{
    public async Task<LdapConfiguration> HandleAsync(LdapConfig command, CommandContext context, CancellationToken ct)
    {
        var directory = Read(command);
        try
        {
            await LdapAuthenticator.TryAsync(directory, ct);
        }
        catch (LdapException exception)
        {
            throw CloudStackException.Invalid($"{exception.Message} Nothing was changed.");
        }
        await context.WriteAsync(async db =>
        {
            foreach (var (name, value) in LdapSettings.Of(directory))
            {
                await settings.SetAsync(db, name, value, ct);
            }
        }, ct);
        await context.ReadAsync(db => settings.RefreshAsync(db, ct), ct);
        return new()
        {
            HostName = directory.Host,
            Port = directory.Port.ToString(CultureInfo.InvariantCulture),
            SearchBase = directory.SearchBase,
            QueryFilter = directory.QueryFilter,
            BindDn = directory.BindDn,
        };
    }

    private static LdapDirectory Read(LdapConfig command)
    {
        CheckText("hostname", command.HostName);
        CheckText("searchbase", command.SearchBase);
        CheckText("queryfilter", command.QueryFilter);
        CheckText("binddn", command.BindDn);
        CheckText("bindpass", command.BindPass);
        CheckText("truststore", command.TrustStore);
        CheckText("truststorepass", command.TrustStorePass);
        if ((command.BindDn is null) != (command.BindPass is null))
        {
            throw CloudStackException.Invalid("binddn and bindpass go together: give both, or neither for an anonymous search.");
        }
        if (!new[] { "%u", "%n", "%e" }.Any(mark => command.QueryFilter.Contains(mark, StringComparison.Ordinal)))
        {
            throw CloudStackException.Invalid(
                $"queryfilter must hold %u (user name), %n (first and last name) or %e (e-mail address), or it would find the same entry for everybody: {command.QueryFilter}");
        }
        try
        {
            LdapFilter.Write(new AsnWriter(AsnEncodingRules.BER), LdapFilter.Fill(command.QueryFilter, "u", "n", "e"));
        }
        catch (FormatException exception)
        {
            throw CloudStackException.Invalid($"queryfilter {command.QueryFilter} is no LDAP filter: {exception.Message}.");
        }
        if (command.Port is < 1 or > 65535)
        {
            throw CloudStackException.Invalid($"port cannot be {command.Port}; it is a TCP port, by default {LdapDirectory.DefaultPort}.");
        }
        if (command.Ssl == true && (command.TrustStore is null || command.TrustStorePass is null))
        {
            throw CloudStackException.Invalid("ssl needs truststore and truststorepass: the certificates by which the server is known.");
        }
        return new(command.HostName, command.Port ?? LdapDirectory.DefaultPort, command.SearchBase, command.QueryFilter)
        {
            Ssl = command.Ssl == true,
            BindDn = command.BindDn,
            BindPassword = command.BindPass,
            TrustStore = command.TrustStore,
            TrustStorePassword = command.TrustStorePass,
        };
    }

    /// <summary>A setting cannot hold blanks at its ends, and the word null empties it.</summary>
    private static void CheckText(string name, string? text)
    {
        if (text is not null && (text.Length == 0 || text == "null" || text.Trim().Length != text.Length))
        {
            throw CloudStackException.Invalid($"{name} must not be empty, begin or end with blanks, or be the word null.");
        }
    }
}
