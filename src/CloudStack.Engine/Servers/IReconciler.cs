namespace CloudStack.Engine;

/// <summary>
/// Background work that takes no input, looks at the world, sets right what it finds, and is simply run again. Every class that implements it is
/// found and run; one that throws is logged and runs again at its next turn.
/// </summary>
internal interface IReconciler
{
    /// <summary>For logs.</summary>
    string Name { get; }

    /// <summary>Time between two runs, asked anew after each.</summary>
    TimeSpan Interval { get; }

    Task RunAsync(CancellationToken ct);
}
