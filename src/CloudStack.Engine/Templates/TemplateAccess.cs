using CloudStack.Engine.Persistence;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Checks of a template that a command is about.</summary>
internal static class TemplateAccess
{
    /// <exception cref="CloudStackException">It is an ISO, or a template, for which there are commands of their own (431).</exception>
    public static TemplateRow OfKind(TemplateRow row, bool isIso) => row.IsIso == isIso ? row
        : throw CloudStackException.Invalid(row.IsIso ? $"{row.Name} is an ISO; use the commands for ISOs." : $"{row.Name} is a template; use the commands for templates.");

    /// <summary>The template as it is now, in the transaction that changes it.</summary>
    /// <exception cref="CloudStackException">It was deleted since the call arrived (431).</exception>
    public static async Task<TemplateRow> ReadAsync(Db db, TemplateRow found) =>
        await db.Templates.FirstOrDefaultAsync(row => row.Id == found.Id && row.Removed.IsNotSet())
        ?? throw CloudStackException.Invalid($"The {(found.IsIso ? "ISO" : "template")} {found.Name} was deleted meanwhile.");
}
