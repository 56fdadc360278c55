using System.Collections.Concurrent;

namespace CloudStack;

/// <summary>The cloud over HTTP.</summary>
internal sealed class CloudClient(HttpClient http, CloudClientOptions options, TimeProvider time) : ICloud
{
    private static readonly TimeSpan KeysLife = TimeSpan.FromMinutes(1);

    private readonly UserKeys _own = new() { ApiKey = options.ApiKey, SecretKey = options.SecretKey };
    private readonly ConcurrentDictionary<UserId, (UserKeys Keys, long At)> _keys = new();
    private readonly QueryChannel _channel = new(http, options.Endpoint);

    public async Task<TResult> ExecuteAsync<TResult>(ICommand<TResult> command, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var descriptor = Describe(command);
        if (descriptor.Runs == Runs.AsJob)
        {
            var job = await StartAsync(command, caller, cancellationToken);
            return await WaitAsync<TResult>(job.JobId, caller, cancellationToken);
        }
        var answer = await _channel.SendAsync(descriptor, command, await KeysAsync(caller, cancellationToken), cancellationToken);
        return (TResult)AnswerReader.Result(answer, descriptor);
    }

    public async Task<StartedJob> StartAsync(ICommand command, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var descriptor = Describe(command);
        if (descriptor.Runs != Runs.AsJob)
        {
            throw new CloudStackException(ErrorCode.UnsupportedAction, $"{descriptor.Name} does not run as a job: execute it.");
        }
        return AnswerReader.Started(await _channel.SendAsync(descriptor, command, await KeysAsync(caller, cancellationToken), cancellationToken));
    }

    public async Task<TResult> WaitAsync<TResult>(JobId job, Caller caller, CancellationToken cancellationToken = default)
    {
        var keys = await KeysAsync(caller, cancellationToken);
        var question = new QueryAsyncJobResult(job);
        var descriptor = Describe(question);
        for (var pause = options.FirstPoll; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, options.LongestPoll.Ticks)))
        {
            var answer = (Job)AnswerReader.Result(await _channel.SendAsync(descriptor, question, keys, cancellationToken), descriptor);
            if (answer.JobStatus != (int)JobStatus.InProgress)
            {
                return AnswerReader.JobResult<TResult>(answer);
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static CommandDescriptor Describe(ICommand command) => CommandCatalog.Default.Get(command.GetType());

    private async ValueTask<UserKeys> KeysAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.IsSystem)
        {
            throw CloudStackException.Denied("The cloud itself does not call over the network: use Caller.Root or a user.");
        }
        if (caller.User is not { } user)
        {
            return _own;
        }
        if (options.KeysOf is { } keysOf)
        {
            return await keysOf(user, ct);
        }
        if (_keys.TryGetValue(user, out var known) && time.GetElapsedTime(known.At) < KeysLife)
        {
            return known.Keys;
        }
        var found = await ExecuteAsync(new ListUsers { Id = user }, Caller.Root, ct);
        if (found.Items is not [{ ApiKey: { } apiKey, SecretKey: { } secretKey }])
        {
            throw CloudStackException.Denied($"The user {user} has no API keys that these keys may see. registerUserKeys makes some.");
        }
        var keys = new UserKeys { ApiKey = apiKey, SecretKey = secretKey };
        _keys[user] = (keys, time.GetTimestamp());
        return keys;
    }
}
