namespace CloudStack;

/// <summary>Makes ids. Injected, so that a test or a simulation can repeat a run.</summary>
public interface IIdSource
{
    /// <summary>A new UUID.</summary>
    Guid NewGuid();
}
