namespace CloudStack.Engine.Persistence;

/// <summary>Two changes met; the second one must look again. The dispatcher tells the caller to repeat the command.</summary>
internal sealed class ConflictException(string row, long id)
    : Exception($"{row} {id} was changed by somebody else in the meantime. Repeat the command.");
