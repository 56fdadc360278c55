namespace CloudStack.Engine;

internal sealed class ResetApiLimitHandler(IEnumerable<IRequestCounts> counts) : IHandler<ResetApiLimit, Success>
{
    public Task<Success> HandleAsync(ResetApiLimit command, CommandContext context, CancellationToken ct)
    {
        foreach (var counter in counts)
        {
            counter.Reset(command.Account);
        }
        return Task.FromResult(Success.Done);
    }
}
