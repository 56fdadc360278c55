using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using MimeKit;

namespace CloudStack.Engine;

/// <summary>Makes invitations, sends them, and knows how long they are good for.</summary>
internal sealed class ProjectInvitations(Database database, SettingsStore settings, IProjectMail mail, IIdSource ids, TimeProvider time)
{
    private const string TokenCharacters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int TokenLength = 24;

    /// <summary>Invitations from before this moment are no longer good.</summary>
    public DateTimeOffset OldestGood => time.GetUtcNow().AddSeconds(-settings.Current.ProjectInviteTimeout);

    /// <summary>The address, where mail can be sent.</summary>
    /// <exception cref="CloudStackException">It is no address (431), or no mail server is set (534).</exception>
    public string CheckAddress(string address)
    {
        if (!MailboxAddress.TryParse(address, out var mailbox) || !mailbox.Address.Contains('@', StringComparison.Ordinal))
        {
            throw CloudStackException.Invalid($"email cannot be {address}: that is no e-mail address.");
        }
        mail.CheckIsSet();
        return mailbox.Address;
    }

    /// <exception cref="CloudStackException">The account or the address has an invitation that is not answered yet (431).</exception>
    public async Task<bool> CheckNonePendingAsync(Db db, ProjectRow project, long? account, string? email)
    {
        var oldest = OldestGood;
        return await Of(db, project.Id, account, email).AnyAsync(row => row.State == ProjectInvitationState.Pending && row.Created > oldest)
            ? throw CloudStackException.Invalid($"There is an invitation to the project {project.Name} already that waits for an answer. deleteProjectInvitation takes it back.")
            : true;
    }

    /// <summary>Adds an invitation, in place of those that were answered or have expired.</summary>
    public async Task<long> AddAsync(Db db, ProjectRow project, long? account, string? email)
    {
        await CheckNonePendingAsync(db, project, account, email);
        await Of(db, project.Id, account, email).DeleteAsync();
        return (await db.InsertRowAsync(new ProjectInvitationRow
        {
            Uuid = ids.NewGuid(),
            ProjectId = project.Id,
            DomainId = project.DomainId,
            AccountId = account,
            Email = email,
            State = ProjectInvitationState.Pending,
            Created = time.GetUtcNow(),
        })).Id;
    }

    /// <summary>Sends an invitation with a new token, of which the database holds the hash only; a token that was sent before is then worth nothing.</summary>
    /// <exception cref="CloudStackException">The mail server does not take it (534).</exception>
    public async Task SendAsync(long invitation, string address, CancellationToken ct)
    {
        var token = RandomNumberGenerator.GetString(TokenCharacters, TokenLength);
        var project = await database.WriteAsync(async db =>
        {
            await db.ProjectInvitations.Where(row => row.Id == invitation).Set(row => row.Token, HashOf(token)).UpdateAsync();
            return await db.Projects.FirstAsync(row => db.ProjectInvitations.Any(found => found.Id == invitation && found.ProjectId == row.Id));
        }, ct);
        await mail.SendAsync(address, $"Invitation to the project {project.Name}",
            $"You are invited to join the project {project.Name} ({project.DisplayText}).\n\n"
            + $"To accept, log in to the cloud and call updateProjectInvitation with the id of the project and this token:\n\n"
            + $"Project: {project.Uuid}\nToken:   {token}\n\n"
            + $"The invitation is good until {time.GetUtcNow().AddSeconds(settings.Current.ProjectInviteTimeout):u}.\n", ct);
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static Task RemoveAsync(Db db, long invitation) => db.ProjectInvitations.Where(row => row.Id == invitation).DeleteAsync();

    /// <summary>Marks those that nobody has answered in time.</summary>
    public Task<int> ExpireAsync(Db db)
    {
        var oldest = OldestGood;
        return db.ProjectInvitations.Where(row => row.State == ProjectInvitationState.Pending && row.Created <= oldest)
            .Set(row => row.State, ProjectInvitationState.Expired).UpdateAsync();
    }

    private static IQueryable<ProjectInvitationRow> Of(Db db, long project, long? account, string? email) =>
        account is { } id ? db.ProjectInvitations.Where(row => row.ProjectId == project && row.AccountId == id)
            : db.ProjectInvitations.Where(row => row.ProjectId == project && row.Email == email && row.AccountId == null);
}
