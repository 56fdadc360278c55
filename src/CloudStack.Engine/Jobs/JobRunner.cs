using System.Collections.Concurrent;
using System.Text.Json;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Records jobs and runs their sagas: step by step, each saved with what it did; backwards when a step fails. A saga belongs to one server by its
/// fencing number, and nothing is written for it by a server that has lost it.
/// </summary>
internal sealed partial class JobRunner(
    Database database, ServerRegistry server, EventLog events, AlertLog alerts, TimeProvider time, IIdSource ids, CommandCatalog catalog,
    IServiceProvider services, ILogger<JobRunner> logger) : IAsyncDisposable
{
    private const int MostAtOnce = 128;
    private const int TriesOfAStep = 4;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly WorkLocks _locks = new();
    private readonly SemaphoreSlim _slots = new(MostAtOnce);
    private readonly ConcurrentDictionary<Guid, Running> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>
    /// For tests: told of each point of each step and each undo; what it throws, the step throws. <see cref="SagaKilledException"/> leaves the saga
    /// where it stands in the database, as the end of the process would.
    /// </summary>
    public Func<SagaStepNotice, Task>? Observer { get; set; }

    /// <summary>Records a job together with what its saga writes at the beginning, and starts it.</summary>
    public async Task<StartedJob> StartAsync(CommandDescriptor command, Saga saga, object arguments, CommandContext context, CancellationToken ct)
    {
        var state = await saga.PrepareAsync(arguments, context, ct);
        var now = time.GetUtcNow();
        var job = new JobRow
        {
            Uuid = ids.NewGuid(),
            Command = command.Name,
            Arguments = JsonSerializer.Serialize(arguments, command.Type, CloudStackJson.Options),
            UserId = context.Caller.UserId,
            AccountId = context.Caller.AccountId,
            InstanceType = command.JobInstance,
            Status = JobStatus.InProgress,
            Saga = command.Name,
            Phase = SagaPhase.Forward,
            StepName = saga.Steps[0].Name,
            ServerId = server.Id,
            Fence = 1,
            Created = now,
            Updated = now,
            RequestId = RequestTrace.CurrentOrNew,
        };
        var isLocked = false;
        EventRow? scheduled = null;
        await database.WriteAsync(async db =>
        {
            await saga.RecordAsync(arguments, state, context, db);
            if (command.Event is not null)
            {
                if (command.IsCreate)
                {
                    await events.AddAsync(db, command.CreateEvent ?? command.Event, EventState.Created, EventLevel.Info,
                        $"Successfully created entity for {EventLog.Phrase(command.Name)}", job.UserId, state.OwnerAccountId, state.OwnerDomainId);
                }
                scheduled = await events.AddAsync(db, command.Event, EventState.Scheduled, EventLevel.Info,
                    $"Scheduled async job for {EventLog.Phrase(command.Name)}", job.UserId, state.OwnerAccountId, state.OwnerDomainId);
            }
            (job.InstanceUuid, job.InstanceId) = (state.EntityUuid, state.EntityId);
            job.State = JsonSerializer.Serialize(state, saga.StateType, CloudStackJson.Options);
            await db.InsertLateAsync(job, scheduled is null ? [] : [(nameof(JobRow.StartEventId), scheduled)]);
            var names = database.IsShared ? saga.Locks(state) : [];
            // What is only now being made, nobody else can have locked.
            isLocked = command.IsCreate && names.All(name => name.EndsWith(state.EntityUuid.ToString()!, StringComparison.Ordinal));
            foreach (var name in isLocked ? names : [])
            {
                await LockAsync(db, name, new DataParameter("job", job));
            }
        }, ct);
        job.StartEventId = scheduled?.Id;
        Run(new Running(job, command, saga, state, arguments) { IsLocked = isLocked });
        return new StartedJob(new JobId(job.Uuid), command.IsCreate ? state.EntityUuid : null);
    }

    /// <summary>The jobs that this server has in hand.</summary>
    public IEnumerable<JobRow> InHand => _running.Select(pair => pair.Value.Job);

    /// <summary>Waits for a job of any server and returns its result.</summary>
    /// <exception cref="CloudStackException">It failed.</exception>
    public async Task<object> WaitAsync(Guid job, Type resultType, CancellationToken ct)
    {
        if (_running.TryGetValue(job, out var running))
        {
            return await running.Ended.Task.WaitAsync(ct);
        }
        while (true)
        {
            var row = await database.ReadAsync(db => db.Jobs.FirstOrDefaultAsync(row => row.Uuid == job, ct), ct)
                ?? throw CloudStackException.Invalid($"There is no job with id {job}.");
            switch (row.Status)
            {
                case JobStatus.Succeeded:
                    return JsonSerializer.Deserialize(row.Result!, resultType, CloudStackJson.Options)!;
                case JobStatus.Failed:
                    throw new CloudStackException((ErrorCode)row.ResultCode, row.ErrorText ?? "The job failed.");
            }
            await Task.Delay(PollInterval, time, ct);
        }
    }

    /// <summary>Goes on with jobs that another server left, where they stood.</summary>
    public void Resume(IEnumerable<JobRow> jobs)
    {
        foreach (var job in jobs)
        {
            if (!catalog.TryGet(job.Command, out var command) || !services.GetRequiredService<HandlerCatalog>().Handles(command.Type))
            {
                LogUnknownCommand(job.Uuid, job.Command);
                continue;
            }
            var saga = services.GetRequiredService<HandlerCatalog>().Saga(command);
            var arguments = JsonSerializer.Deserialize(job.Arguments, command.Type, CloudStackJson.Options)!;
            var state = (SagaState)JsonSerializer.Deserialize(job.State!, saga.StateType, CloudStackJson.Options)!;
            LogResumed(job.Uuid, job.Command, job.Phase, job.StepName ?? "");
            Run(new Running(job, command, saga, state, arguments)
            {
                IsResumed = true,
                Failure = job.Phase is SagaPhase.Undoing or SagaPhase.Stuck ? new CloudStackException((ErrorCode)job.ResultCode, job.ErrorText ?? "") : null,
            });
        }
    }

    /// <summary>Whether nothing runs here; for an orderly stop and for tests.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_running.Values.Select(running => running.Finished.Task));

    /// <summary>Stops after the steps that are under way; what is unfinished stays for the next start or another server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await WhenIdleAsync();
    }

    private void Run(Running running)
    {
        _running[running.Job.Uuid] = running;
        // Places in the queues are taken here, in the order of the jobs.
        var turn = _locks.AcquireAsync(running.Saga.Locks(running.State));
        _ = Task.Run(() => RunAsync(running, turn));
    }

    private async Task RunAsync(Running running, Task<IDisposable> turn)
    {
        using var activity = RequestTrace.Begin(running.Job);
        try
        {
            using var held = await TurnAsync(running, turn);
            await _slots.WaitAsync(_stopping.Token);
            try
            {
                await AcquireSharedLocksAsync(running);
                await RunStepsAsync(running);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (FencedException exception)
        {
            LogFenced(exception, running.Job.Uuid);
            running.Ended.TrySetException(new CloudStackException(ErrorCode.Internal, exception.Message));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            running.Ended.TrySetException(new CloudStackException(ErrorCode.Internal,
                $"The server stopped while the job {running.Job.Uuid} was running; it goes on when a server is back."));
        }
        catch (Exception exception)
        {
            // The database failed under the saga. The job stays as it was last saved, and is taken up at the next start.
            LogLost(exception, running.Job.Uuid);
            running.Ended.TrySetException(new CloudStackException(ErrorCode.Internal, $"The job {running.Job.Uuid} was interrupted: {exception.Message}"));
        }
        finally
        {
            _running.TryRemove(running.Job.Uuid, out _);
            running.Finished.TrySetResult();
        }
    }

    /// <summary>
    /// A job that was taken over with what it had locked in the database does not wait here: those before it in the queue wait for it there.
    /// </summary>
    private async Task<IDisposable?> TurnAsync(Running running, Task<IDisposable> turn)
    {
        if (running.IsResumed && database.IsShared && !turn.IsCompleted)
        {
            var job = running.Job.Id;
            if (await database.ReadAsync(db => db.JobLocks.AnyAsync(row => row.JobId == job, _stopping.Token), _stopping.Token))
            {
                _ = PassAsync(turn);
                return null;
            }
        }
        return await turn;

        static async Task PassAsync(Task<IDisposable> turn) => (await turn).Dispose();
    }

    /// <summary>Where several servers share the database, the turn is taken there too.</summary>
    private async Task AcquireSharedLocksAsync(Running running)
    {
        var names = running.Saga.Locks(running.State);
        if (!database.IsShared || names.Count == 0 || running.IsLocked)
        {
            return;
        }
        var job = running.Job.Id;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            while (!await database.WriteAsync(async db =>
            {
                var holder = await db.JobLocks.Where(row => row.Name == name).Select(row => (long?)row.JobId).FirstOrDefaultAsync();
                if (holder is null)
                {
                    await LockAsync(db, name, DataParameter.Int64("job", job));
                }
                return holder is null || holder == job;
            }, _stopping.Token))
            {
                await Task.Delay(PollInterval, time, _stopping.Token);
            }
        }
    }

    private static Task LockAsync(Db db, string name, DataParameter job) =>
        db.SendAsync("insert into job_lock (name, job_id) values (@name, @job)", DataParameter.VarChar("name", name), job);

    private async Task RunStepsAsync(Running running)
    {
        while (running.Job.Phase is SagaPhase.Forward or SagaPhase.Undoing or SagaPhase.Stuck)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            if (running.Job.Phase == SagaPhase.Forward)
            {
                await GoForwardAsync(running);
            }
            else if (!await GoBackAsync(running))
            {
                return;
            }
        }
    }

    private async Task GoForwardAsync(Running running)
    {
        var job = running.Job;
        var step = running.Saga.Steps[job.Step];
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await PerformAsync(running, step, step.Do, attempt, forward: true);
                return;
            }
            catch (DriverException exception) when (attempt + 1 < TriesOfAStep && (exception.CanRetry || exception.Outcome == Outcome.Unknown))
            {
                LogRetry(exception, job.Uuid, step.Name, attempt + 1);
                await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), time, _stopping.Token);
            }
            catch (Exception exception) when (exception is not (FencedException or SagaKilledException) && !_stopping.IsCancellationRequested)
            {
                LogStepFailed(exception, job.Uuid, job.Command, step.Name);
                running.Failure = services.GetRequiredService<Dispatcher>().Translate(running.Command, exception);
                (job.Phase, job.ErrorText, job.ResultCode) = (SagaPhase.Undoing, running.Failure.Message, (int)running.Failure.Code);
                await SaveAsync(running, null, job.Step, SagaPhase.Undoing);
                return;
            }
        }
    }

    private async Task<bool> GoBackAsync(Running running)
    {
        var job = running.Job;
        var step = running.Saga.Steps[job.Step];
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await PerformAsync(running, step, step.Undo ?? ((_, _, _) => Task.CompletedTask), attempt, forward: false);
                return true;
            }
            catch (Exception exception) when (exception is not (FencedException or SagaKilledException) && !_stopping.IsCancellationRequested && attempt + 1 < TriesOfAStep)
            {
                LogRetry(exception, job.Uuid, step.Name, attempt + 1);
                await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), time, _stopping.Token);
            }
            catch (Exception exception) when (exception is not (FencedException or SagaKilledException) && !_stopping.IsCancellationRequested)
            {
                await StickAsync(running, step, exception);
                return false;
            }
        }
    }

    private async Task PerformAsync(Running running, SagaStep step, Func<SagaState, SagaRun, CancellationToken, Task> work, int attempt, bool forward)
    {
        var committed = false;
        var here = running.Job.Step;
        var run = new SagaRun(running.Job, running.Arguments, async (rewindTo, body) =>
        {
            await NoticeAsync(SagaPoint.Committing);
            var next = rewindTo is not null ? IndexOf(running.Saga, rewindTo) : forward ? here + 1 : here - 1;
            await SaveAsync(running, body, next, running.Job.Phase == SagaPhase.Stuck ? SagaPhase.Undoing : running.Job.Phase);
            committed = true;
        })
        { Attempt = attempt, IsResumed = running.IsResumed };
        await NoticeAsync(SagaPoint.Before);
        await work(running.State, run, _stopping.Token);
        if (!committed)
        {
            await run.CommitAsync(_ => Task.CompletedTask);
        }
        if (running.Job.Phase is SagaPhase.Forward or SagaPhase.Undoing)
        {
            await NoticeAsync(SagaPoint.After);
        }

        Task NoticeAsync(SagaPoint point) => Observer?.Invoke(new(running.Job.Command, step.Name, !forward, running.Job.Uuid, point)) ?? Task.CompletedTask;
    }

    /// <summary>Saves a saga's progress together with the work of its step, and ends the job with its last one.</summary>
    private async Task SaveAsync(Running running, Func<Db, Task>? body, int next, SagaPhase phase)
    {
        var job = running.Job;
        var succeeded = phase == SagaPhase.Forward && next == running.Saga.Steps.Count;
        var failed = phase == SagaPhase.Undoing && next < 0;
        var now = time.GetUtcNow();
        object? result = null;
        var started = job.Attempts == 0;
        await database.WriteAsync(async db =>
        {
            if (body is not null)
            {
                await body(db);
            }
            if (running.Command.Event is { } type)
            {
                if (started)
                {
                    await EventAsync(db, type, EventState.Started, EventLevel.Info, $"Starting job for {EventLog.Phrase(job.Command)}");
                }
                if (succeeded)
                {
                    await EventAsync(db, type, EventState.Completed, EventLevel.Info, EventLog.Done(running.Command));
                }
                else if (failed)
                {
                    await EventAsync(db, type, EventState.Completed, EventLevel.Error, $"{EventLog.Failed(running.Command)}: {running.Failure!.Message}");
                }
            }
            if (failed)
            {
                await running.Saga.FailedAsync(running.State, db, running.Failure!);
            }
            result = succeeded ? await running.Saga.ResultAsync(running.State, db) : null;
            await UpdateAsync(db, running, next, succeeded || failed ? SagaPhase.Done : phase,
                succeeded ? JobStatus.Succeeded : failed ? JobStatus.Failed : JobStatus.InProgress,
                result is null ? null : JsonSerializer.Serialize(result, running.Command.ResultType, CloudStackJson.Options), now);
            if ((succeeded || failed) && database.IsShared)
            {
                await db.SendAsync("delete from job_lock where job_id = @job", DataParameter.Int64("job", job.Id));
            }
        }, CancellationToken.None);
        (job.Step, job.Phase, job.Attempts) = (next, succeeded || failed ? SagaPhase.Done : phase, 1);
        if (succeeded)
        {
            running.Ended.TrySetResult(result!);
        }
        else if (failed)
        {
            running.Ended.TrySetException(running.Failure!);
        }

        Task EventAsync(Db db, string type, EventState eventState, EventLevel level, string text) =>
            events.AddAsync(db, type, eventState, level, text, job.UserId, running.State.OwnerAccountId, running.State.OwnerDomainId, job.StartEventId);
    }

    private static async Task UpdateAsync(Db db, Running running, int next, SagaPhase phase, JobStatus status, string? result, DateTimeOffset now)
    {
        var (job, steps) = (running.Job, running.Saga.Steps);
        var stepName = next >= 0 && next < steps.Count ? steps[next].Name : null;
        var state = JsonSerializer.Serialize(running.State, running.Saga.StateType, CloudStackJson.Options);
        var (id, owner, fence, completed) = (job.Id, job.ServerId, job.Fence, phase is SagaPhase.Done or SagaPhase.Stuck ? now : (DateTimeOffset?)null);
        var (code, error, instance, instanceId) = (job.ResultCode, job.ErrorText, running.State.EntityUuid, running.State.EntityId);
        var changed = await db.Change<JobRow>(id)
            .When(row => row.ServerId, owner)
            .When(row => row.Fence, fence)
            .Set(row => row.Step, next)
            .Set(row => row.StepName, stepName)
            .Set(row => row.Phase, phase)
            .Set(row => row.Status, status)
            .Set(row => row.State, state)
            .Set(row => row.Attempts, 1)
            .Set(row => row.ResultCode, code)
            .Set(row => row.ErrorText, error)
            .Set(row => row.Result, result)
            .Set(row => row.InstanceUuid, instance)
            .Set(row => row.InstanceId, instanceId)
            .Set(row => row.Updated, now)
            .Set(row => row.Completed, completed)
            .ExpectAsync();
        if (changed != 1)
        {
            throw new FencedException(id);
        }
    }

    /// <summary>An undo failed for good: the saga is kept as it stands, and somebody is told.</summary>
    private async Task StickAsync(Running running, SagaStep step, Exception exception)
    {
        var job = running.Job;
        LogStuck(exception, job.Uuid, job.Command, step.Name);
        job.ErrorText = $"{running.Failure?.Message} It could not be undone: the step {step.Name} failed with: {exception.Message}";
        await database.WriteAsync(async db =>
        {
            await UpdateAsync(db, running, job.Step, SagaPhase.Stuck, JobStatus.Failed, null, time.GetUtcNow());
            await alerts.AddAsync(db, AlertLog.ManagementNode, $"Job {job.Uuid} ({job.Command}) is stuck at the undo of its step {step.Name}: {exception.Message}");
        }, CancellationToken.None);
        job.Phase = SagaPhase.Stuck;
        running.Ended.TrySetException(new CloudStackException((ErrorCode)job.ResultCode, job.ErrorText));
    }

    private static int IndexOf(Saga saga, string step)
    {
        for (var i = 0; i < saga.Steps.Count; i++)
        {
            if (saga.Steps[i].Name == step)
            {
                return i;
            }
        }
        throw new InvalidOperationException($"There is no step {step}.");
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job}: its step {Step} failed and is tried again ({Attempt}).")]
    private partial void LogRetry(Exception exception, Guid job, string step, int attempt);

    [LoggerMessage(LogLevel.Warning, "Job {Job} ({Command}): its step {Step} failed; what was done is undone.")]
    private partial void LogStepFailed(Exception exception, Guid job, string command, string step);

    [LoggerMessage(LogLevel.Error, "Job {Job} ({Command}) is stuck at the undo of its step {Step}.")]
    private partial void LogStuck(Exception exception, Guid job, string command, string step);

    [LoggerMessage(LogLevel.Warning, "Job {Job} is no longer this server's.")]
    private partial void LogFenced(Exception exception, Guid job);

    [LoggerMessage(LogLevel.Error, "Job {Job} was interrupted; it is taken up again at the next start.")]
    private partial void LogLost(Exception exception, Guid job);

    [LoggerMessage(LogLevel.Information, "Job {Job} ({Command}) goes on here, {Phase} at step {Step}.")]
    private partial void LogResumed(Guid job, string command, SagaPhase phase, string step);

    [LoggerMessage(LogLevel.Error, "Job {Job} runs the command {Command}, which this release does not know. It is left as it is.")]
    private partial void LogUnknownCommand(Guid job, string command);

    private sealed class Running(JobRow job, CommandDescriptor command, Saga saga, SagaState state, object arguments)
    {
        public JobRow Job { get; } = job;

        public CommandDescriptor Command { get; } = command;

        public Saga Saga { get; } = saga;

        public SagaState State { get; } = state;

        public object Arguments { get; } = arguments;

        public bool IsResumed { get; init; }

        /// <summary>Whether the turn was taken in the database when the job was recorded.</summary>
        public bool IsLocked { get; init; }

        public CloudStackException? Failure { get; set; }

        public TaskCompletionSource<object> Ended { get; } = Observed();

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Nobody need wait for a job, so that its failure is not an unobserved one.</summary>
        private static TaskCompletionSource<object> Observed()
        {
            var source = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = source.Task.ContinueWith(task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
            return source;
        }
    }
}
