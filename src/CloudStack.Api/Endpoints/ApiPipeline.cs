using CloudStack.Api.Access;
using CloudStack.Api.Authentication;
using CloudStack.Api.Wire;
using CloudStack.Engine;
using Microsoft.Extensions.Logging;

namespace CloudStack.Api.Endpoints;

/// <summary>Answers requests: finds out who calls, in the order of 4.1's checks, then binds and runs the command.</summary>
internal sealed partial class ApiPipeline(
    ICloud cloud, IUserDirectory users, IEntityNumbers numbers, IPendingJobs pending, CommandEndpoints endpoints, Sessions sessions, Login login, Throttle throttle,
    TimeProvider time, ILogger<ApiPipeline> logger)
{
    private const string NotVerified = "The caller or the signature could not be verified.";

    /// <summary>A request of the main endpoint.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="sessionId">What its session cookie holds.</param>
    /// <param name="ct">Ends when the client hangs up.</param>
    /// <returns>The answer, and the session that a login has begun.</returns>
    public async Task<(Answer Answer, Session? Began)> AnswerAsync(RequestParameters parameters, string? sessionId, CancellationToken ct)
    {
        if (Login.IsLogout(parameters.Command))
        {
            return (await login.LogOutAsync(sessionId, ct), null);
        }
        if (Login.IsLogin(parameters.Command))
        {
            sessions.End(sessionId);
            return await login.LogInAsync(parameters, ct);
        }
        endpoints.TryGet(parameters.Command, out var endpoint);
        try
        {
            return (sessions.Find(sessionId) is { } session
                ? await AnswerSessionAsync(session, parameters, endpoint, ct)
                : await AnswerSignedAsync(parameters, endpoint, ct), null);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return (Failure(exception, endpoint, isRoot: false), null);
        }
    }

    /// <summary>A request of the integration port, which is trusted.</summary>
    public async Task<Answer> AnswerTrustedAsync(RequestParameters parameters, CancellationToken ct) =>
        endpoints.TryGet(parameters.Command, out var endpoint)
            ? await RunAsync(endpoint, parameters, Caller.System, isRoot: true, ct)
            : Unsupported(parameters.Command);

    private async Task<Answer> AnswerSessionAsync(Session session, RequestParameters parameters, CommandEndpoint? endpoint, CancellationToken ct)
    {
        if (!session.HasKey(parameters.SessionKey) || await users.FindAsync(session.User, ct) is not { IsEnabled: true } user)
        {
            sessions.End(session.Id);
            return Unauthorized(parameters, endpoint);
        }
        if (parameters.Command is null)
        {
            return ErrorAnswer.Refused(400, "null", "The request names no command.");
        }
        if (endpoint is null || (endpoint.Command.Access & user.Role) == 0)
        {
            return Unsupported(parameters.Command);
        }
        return await RunAsync(endpoint, parameters, user, ct);
    }

    private async Task<Answer> AnswerSignedAsync(RequestParameters parameters, CommandEndpoint? endpoint, CancellationToken ct)
    {
        if (endpoint is null)
        {
            return parameters.Command is null ? Unauthorized(parameters, endpoint) : Unsupported(parameters.Command);
        }
        if (parameters is not { ApiKey: { } apiKey, Signature: { } signature }
            || (parameters.SignatureVersion == "3" && !Signature.IsInTime(parameters.Expires, time.GetUtcNow()))
            || await users.FindByApiKeyAsync(apiKey, ct) is not { User.IsEnabled: true } holder)
        {
            return Unauthorized(parameters, endpoint);
        }
        if ((endpoint.Command.Access & holder.User.Role) == 0)
        {
            return Unsupported(parameters.Command);
        }
        return holder.SecretKey is { } secret && Signature.IsRight(parameters.AsSent, secret, signature)
            ? await RunAsync(endpoint, parameters, holder.User, ct)
            : Unauthorized(parameters, endpoint);
    }

    private Task<Answer> RunAsync(CommandEndpoint endpoint, RequestParameters parameters, CloudUser user, CancellationToken ct)
    {
        throttle.Count(user);
        return RunAsync(endpoint, parameters, Caller.For(user.Id), user.Role == Role.Admin, ct);
    }

    private async Task<Answer> RunAsync(CommandEndpoint endpoint, RequestParameters parameters, Caller caller, bool isRoot, CancellationToken ct)
    {
        try
        {
            var command = await endpoint.Binder.BindAsync(parameters, new NumberLookup(numbers), ct);
            var answer = await endpoint.AnswerAsync(cloud, command, caller, ct);
            return answer is ResultAnswer { Shape.HasEntities: true } list ? list with { Pending = await pending.ListAsync(ct) } : answer;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested || exception is CloudStackException)
        {
            return Failure(exception, endpoint, isRoot);
        }
        finally
        {
            if (endpoint.ChangesUsers)
            {
                users.Forget();
            }
        }
    }

    private ErrorAnswer Failure(Exception exception, CommandEndpoint? endpoint, bool isRoot)
    {
        if (exception is not CloudStackException error)
        {
            LogUnexpected(exception, endpoint?.Command.Name);
            error = new(ErrorCode.Internal, "The request failed inside the cloud. The log of the management server tells more.", exception);
        }
        var root = error.Code == ErrorCode.UnsupportedAction ? ErrorAnswer.NoCommand : RootOf(endpoint);
        return new(root, (int)error.Code, WireError.CsCode(error), WireError.Text(error, isRoot), IsDescribed: true);
    }

    private static ErrorAnswer Unsupported(string? command) => new(ErrorAnswer.NoCommand, (int)ErrorCode.UnsupportedAction, WireError.ServerApi,
        $"The command {command} does not exist or is not available for this account.", IsDescribed: true);

    private static ErrorAnswer Unauthorized(RequestParameters parameters, CommandEndpoint? endpoint) =>
        ErrorAnswer.Refused(401, parameters is { Command: null, IsEmpty: false } ? "null" : RootOf(endpoint), NotVerified);

    private static string RootOf(CommandEndpoint? endpoint) => endpoint?.Command.ResponseName ?? ErrorAnswer.NoCommand;

    [LoggerMessage(LogLevel.Error, "The request {Command} failed unexpectedly.")]
    private partial void LogUnexpected(Exception exception, string? command);
}
