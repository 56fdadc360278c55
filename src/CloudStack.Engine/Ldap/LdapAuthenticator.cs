using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Checks passwords with the LDAP directory that the settings name.</summary>
internal sealed partial class LdapAuthenticator(SettingsStore settings, ILogger<LdapAuthenticator> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Whether the directory knows the user by this password; false too when there is no directory, or it does not answer.</summary>
    public async Task<bool> IsRightAsync(string userName, string? firstName, string? lastName, string? email, string password, CancellationToken ct)
    {
        // An LDAP server takes an empty password for an anonymous bind, which succeeds.
        if (password.Length == 0 || LdapDirectory.Of(settings.Current) is not { } directory)
        {
            return false;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var filter = LdapFilter.Fill(directory.QueryFilter, userName, $"{firstName} {lastName}".Trim(), email ?? "");
            return await FindAsync(directory, filter, patience.Token) is { } entry && await BindsAsync(directory, entry, password, patience.Token);
        }
        catch (Exception exception) when (exception is LdapException or FormatException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogFailed(exception, directory, userName);
            return false;
        }
    }

    /// <summary>Tries a directory before it is kept: connects, binds as the searcher, and searches.</summary>
    /// <exception cref="LdapException">It cannot be used.</exception>
    public static async Task TryAsync(LdapDirectory directory, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await OpenAsync(directory, patience.Token);
            await connection.SearchAsync(directory.SearchBase, LdapFilter.Fill(directory.QueryFilter, "nobody", "nobody", "nobody"), 1, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new LdapException($"The LDAP server did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private async Task<string?> FindAsync(LdapDirectory directory, string filter, CancellationToken ct)
    {
        await using var connection = await OpenAsync(directory, ct);
        var found = await connection.SearchAsync(directory.SearchBase, filter, 2, ct);
        if (found.Count > 1)
        {
            // Which of them is meant nobody can tell, and the wrong one would let a stranger in.
            LogAmbiguous(directory, filter);
            return null;
        }
        return found is [{ Length: > 0 } entry] ? entry : null;
    }

    private static async Task<bool> BindsAsync(LdapDirectory directory, string entry, string password, CancellationToken ct)
    {
        await using var connection = await LdapConnection.OpenAsync(directory, ct);
        return await connection.BindAsync(entry, password, ct);
    }

    private static async Task<LdapConnection> OpenAsync(LdapDirectory directory, CancellationToken ct)
    {
        var connection = await LdapConnection.OpenAsync(directory, ct);
        try
        {
            if (!await connection.BindAsync(directory.BindDn, directory.BindPassword, ct))
            {
                throw new LdapException($"The LDAP server does not accept the name {directory.BindDn} with its password.");
            }
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The LDAP directory {Directory} could not be asked about the user {User}.")]
    private partial void LogFailed(Exception exception, LdapDirectory directory, string user);

    [LoggerMessage(LogLevel.Warning, "The LDAP directory {Directory} has more than one entry for {Filter}; nobody can log in by it.")]
    private partial void LogAmbiguous(LdapDirectory directory, string filter);
}
