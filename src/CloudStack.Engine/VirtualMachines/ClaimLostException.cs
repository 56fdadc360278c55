namespace CloudStack.Engine;

/// <summary>Somebody else was quicker to claim the place that was chosen; choose again.</summary>
internal sealed class ClaimLostException() : Exception("The place that was chosen was taken in the meantime.");
