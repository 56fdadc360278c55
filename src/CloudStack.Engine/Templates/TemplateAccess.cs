using CloudStack.Engine.Persistence;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Checks of a template that a command is about.</summary>
internal static class TemplateAccess
{
    /// <exception cref="CloudStackException">It is an ISO, for which there are commands of their own (431).</exception>
    public static TemplateRow NotIso(TemplateRow row) =>
        row.IsIso ? throw CloudStackException.Invalid($"{row.Name} is an ISO; use the commands for ISOs.") : row;

    /// <summary>The template as it is now, in the transaction that changes it.</summary>
    /// <exception cref="CloudStackException">It was deleted since the call arrived (431).</exception>
    public static async Task<TemplateRow> ReadAsync(Db db, TemplateRow found) =>
        await db.Templates.FirstOrDefaultAsync(row => row.Id == found.Id && row.Removed.IsNotSet())
        ?? throw CloudStackException.Invalid($"The template {found.Name} was deleted meanwhile.");
}
