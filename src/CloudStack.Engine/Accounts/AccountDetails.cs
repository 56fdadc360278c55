using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>An account's details; their values are stored encrypted.</summary>
internal static class AccountDetails
{
    public static Task AddAsync(Db db, long account, IEnumerable<(string Name, string Value)> details) =>
        db.AccountDetails.BulkCopyAsync(details.Select(detail => new AccountDetailRow { AccountId = account, Name = detail.Name, Value = detail.Value }));

    public static async Task ReplaceAsync(Db db, long account, IEnumerable<(string Name, string Value)> details)
    {
        await db.AccountDetails.Where(row => row.AccountId == account).DeleteAsync();
        await AddAsync(db, account, details);
    }
}
