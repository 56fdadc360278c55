using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The moves between the states of accounts and users.</summary>
internal static class AccountStates
{
    /// <summary>Locks an enabled account; one that is locked stays so.</summary>
    /// <exception cref="CloudStackException">It is disabled (431).</exception>
    public static async Task LockAsync(Db db, AccountRow account)
    {
        if (await SetAsync(db, account.Id, AccountState.Locked, AccountState.Enabled, AccountState.Locked) == 0)
        {
            throw CloudStackException.Invalid($"The account {account.Name} is disabled, which is more than locked. Enable it first to lock it.");
        }
    }

    public static Task<int> SetAsync(Db db, long account, AccountState state, params AccountState[] from)
    {
        var rows = db.Accounts.Where(row => row.Id == account && row.Removed.IsNotSet());
        return (from.Length == 0 ? rows : rows.Where(row => from.Contains(row.State)))
            .Set(row => row.State, state)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
    }

    public static Task<int> SetUserAsync(Db db, long user, AccountState state, params AccountState[] from)
    {
        var rows = db.Users.Where(row => row.Id == user && row.Removed.IsNotSet());
        return (from.Length == 0 ? rows : rows.Where(row => from.Contains(row.State)))
            .Set(row => row.State, state)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
    }
}
