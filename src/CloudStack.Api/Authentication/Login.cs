using System.Globalization;
using CloudStack.Api.Wire;
using CloudStack.Engine;

namespace CloudStack.Api.Authentication;

/// <summary>The commands <c>login</c> and <c>logout</c>, which belong to the protocol and not to the catalog.</summary>
internal sealed class Login(IUserDirectory users, IEntityNumbers numbers, IApiSettings settings, Sessions sessions, TimeProvider time)
{
    public static bool IsLogin(string? command) => string.Equals(command, "login", StringComparison.OrdinalIgnoreCase);

    public static bool IsLogout(string? command) => string.Equals(command, "logout", StringComparison.OrdinalIgnoreCase);

    /// <returns>The answer, and the session that begins when the login succeeds.</returns>
    public async Task<(Answer Answer, Session? Session)> LogInAsync(RequestParameters parameters, CancellationToken ct)
    {
        if (await FindUserAsync(parameters, ct) is not { } user)
        {
            return (ErrorAnswer.Refused((int)ErrorCode.PermissionDenied, ErrorAnswer.NoCommand,
                "The login is refused: the user, the domain or the password is wrong, or the user may not log in."), null);
        }
        var (session, key) = sessions.Begin(user.Id);
        return (new FieldsAnswer("loginresponse", [.. Fields(user, key)]), session);
    }

    public async Task<Answer> LogOutAsync(string? sessionId, CancellationToken ct)
    {
        if (sessions.End(sessionId) is { } session)
        {
            await users.LogOutAsync(session.User, ct);
        }
        return new FieldsAnswer("logoutresponse", [new("description", "success")]);
    }

    private async Task<CloudUser?> FindUserAsync(RequestParameters parameters, CancellationToken ct)
    {
        if (!parameters.TryGet("username", out var name) || await DomainAsync(parameters, ct) is not { } domain)
        {
            return null;
        }
        if (parameters.TryGet("password", out var password))
        {
            return await users.LogInAsync(domain, name, password, ct);
        }
        return IsSignedByPartner(parameters) ? await users.LogInAsync(domain, name, ct) : null;
    }

    /// <summary>The domain by id, else by path, else ROOT; null when the id is none.</summary>
    private async Task<LoginDomain?> DomainAsync(RequestParameters parameters, CancellationToken ct)
    {
        if (parameters.TryGet("domainid", out var text) && text.Length > 0)
        {
            if (Guid.TryParseExact(text, "D", out var uuid))
            {
                return new(new(uuid), null);
            }
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && await numbers.FindAsync(typeof(DomainId), number, ct) is { } found ? new(new(found), null) : null;
        }
        return new(null, parameters.TryGet("domain", out var path) ? path : null);
    }

    /// <summary>Single sign-on: another site, which knows the key, vouches for the user.</summary>
    private bool IsSignedByPartner(RequestParameters parameters)
    {
        var current = settings.Current;
        if (current.SingleSignOnKey is not { Length: > 0 } key || parameters.Signature is not { } signature
            || !parameters.TryGet("timestamp", out var text) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
        {
            return false;
        }
        var distance = Math.Abs((double)time.GetUtcNow().ToUnixTimeMilliseconds() - timestamp);
        return distance <= current.SingleSignOnTolerance && Signature.IsRight(parameters.AsSent, key, signature);
    }

    private IEnumerable<KeyValuePair<string, string>> Fields(CloudUser user, string key)
    {
        yield return new("timeout", ((long)sessions.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        yield return new("username", user.UserName);
        yield return new("userid", user.Id.ToString());
        yield return new("firstname", user.FirstName ?? "");
        yield return new("lastname", user.LastName ?? "");
        yield return new("account", user.Account);
        yield return new("domainid", user.DomainId.ToString());
        yield return new("type", ((int)user.AccountType).ToString(CultureInfo.InvariantCulture));
        yield return new("registered", "false");
        yield return new("sessionkey", key);
        if (user.RegistrationToken is { } token)
        {
            yield return new("registrationtoken", token);
        }
        if (user.TimeZone is { } zone)
        {
            yield return new("timezone", zone);
            if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            {
                yield return new("timezoneoffset", found.GetUtcOffset(time.GetUtcNow()).TotalHours.ToString("0.0##", CultureInfo.InvariantCulture));
            }
        }
    }
}
