namespace CloudStack.Engine;

/// <summary>Another server has taken this saga over, so nothing more may be written for it here.</summary>
internal sealed class FencedException(long job) : Exception($"Job {job} was taken over by another server.");
