using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class GetApiLimitHandler(IEnumerable<IRequestCounts> counts, SettingsStore settings) : IHandler<GetApiLimit, ApiLimit>
{
    public async Task<ApiLimit> HandleAsync(GetApiLimit command, CommandContext context, CancellationToken ct)
    {
        var (account, current) = (context.Caller.AccountId, settings.Current);
        var id = new AccountId(await context.ReadAsync(db => db.Accounts.Where(row => row.Id == account).Select(row => row.Uuid).FirstAsync(ct), ct));
        var count = counts.Select(counter => counter.Find(id)).FirstOrDefault(found => found is not null);
        return new()
        {
            AccountId = id,
            Account = context.Caller.AccountName,
            ApiIssued = count?.Requests ?? 0,
            ApiAllowed = Math.Max(0, current.ApiThrottlingMax - (count?.Requests ?? 0)),
            ExpireAfter = (long)(count?.EndsIn ?? TimeSpan.FromSeconds(current.ApiThrottlingInterval)).TotalMilliseconds,
        };
    }
}
