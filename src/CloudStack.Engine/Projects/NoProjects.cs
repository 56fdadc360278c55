namespace CloudStack.Engine;

/// <summary>This release has no projects, so that no id is that of one; the dispatcher refuses every id before a handler sees it.</summary>
internal static class NoProjects
{
    public static CloudStackException With(ProjectId id) => CloudStackException.Invalid($"projectid: there is no project with id {id}.");
}
