namespace CloudStack.Engine;

/// <summary>Where in a step a saga is.</summary>
internal enum SagaPoint
{
    Before,

    /// <summary>The work is done, and about to be saved.</summary>
    Committing,
    After,
}

/// <summary>Tells a test which step is being run.</summary>
internal sealed record SagaStepNotice(string Command, string Step, bool IsUndo, Guid Job, SagaPoint Point);

/// <summary>Thrown by a test where the process shall seem to end.</summary>
internal sealed class SagaKilledException() : Exception("Killed by a test.");
