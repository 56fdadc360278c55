using System.Text;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Writes events, as rows of the transaction that did what they tell of.</summary>
internal sealed class EventLog(TimeProvider time, IIdSource ids)
{
    /// <summary>Writes an event. Its number is there once the transaction is committed.</summary>
    public async Task<EventRow> AddAsync(Db db, string type, EventState state, EventLevel level, string description, long userId, long accountId, long domainId,
        long? startId = null)
    {
        var row = new EventRow
        {
            Uuid = ids.NewGuid(),
            Type = type,
            State = state,
            Level = level,
            Description = description.Length <= 1024 ? description : description[..1024],
            UserId = userId,
            AccountId = accountId,
            DomainId = domainId,
            StartId = startId,
            Created = time.GetUtcNow(),
            RequestId = RequestTrace.Current,
        };
        await db.InsertLateAsync(row);
        return row;
    }

    public static string Done(CommandDescriptor command) => $"Successfully completed {Phrase(command.Name)}";

    public static string Failed(CommandDescriptor command) => $"Error while {Phrase(command.Name)}";

    /// <summary>A command's name in words: <c>createZone</c> is <c>create zone</c>.</summary>
    public static string Phrase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            // A word begins at a capital that follows a small letter, or that a small letter follows: registerSSHKeyPair is register ssh key pair.
            var begins = char.IsAsciiLetterUpper(name[i]) && i > 0
                && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            text.Append(begins ? " " : "").Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
