using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes users, for a new account or one that is there.</summary>
internal static class NewUser
{
    public static void Check(string userName, string password, string firstName, string lastName, string email)
    {
        AccountRules.CheckNotBlank("username", userName);
        AccountRules.CheckNotBlank("firstname", firstName);
        AccountRules.CheckNotBlank("lastname", lastName);
        AccountRules.CheckNotBlank("email", email);
        if (password.Length == 0)
        {
            throw CloudStackException.Invalid("password must not be empty.");
        }
    }

    public static async Task<UserRow> InsertAsync(Db db, Guid uuid, long account, string userName, string passwordHash, string firstName, string lastName,
        string email, string? timeZone, DateTimeOffset now)
    {
        if (await db.Users.AnyAsync(row => row.Uuid == uuid))
        {
            throw CloudStackException.Invalid($"There is a user with the id {uuid} already, or there was one.");
        }
        return await db.InsertRowAsync(new UserRow
        {
            Uuid = uuid,
            AccountId = account,
            UserName = userName,
            PasswordHash = passwordHash,
            FirstName = firstName,
            LastName = lastName,
            Email = email,
            TimeZone = timeZone,
            State = AccountState.Enabled,
            Created = now,
        });
    }
}
