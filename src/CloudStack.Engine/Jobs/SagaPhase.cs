namespace CloudStack.Engine;

/// <summary>Where a job's saga is.</summary>
internal enum SagaPhase
{
    /// <summary>Its steps run, or wait to.</summary>
    Forward,
    /// <summary>A step failed; what was done is being undone.</summary>
    Undoing,
    /// <summary>It has ended; the job's status says how.</summary>
    Done,
    /// <summary>An undo failed. An administrator must look; the saga can be resumed.</summary>
    Stuck,
}
