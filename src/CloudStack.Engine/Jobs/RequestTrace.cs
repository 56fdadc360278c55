using System.Diagnostics;

namespace CloudStack.Engine;

/// <summary>
/// The id of the request that something is done for: the trace id of the current activity, which log lines carry and which a client may send
/// (<c>traceparent</c>). A job goes on under the id of its request, also after a restart; drivers and plugins find it in <see cref="Activity.Current"/>.
/// </summary>
internal static class RequestTrace
{
    private static readonly ActivitySource Source = new("CloudStack.Engine");

    /// <summary>The id, 32 hexadecimal digits; null outside of a request.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    public static string CurrentOrNew => Current ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>Begins the activity of a job; it ends when it is disposed.</summary>
    public static Activity Begin(JobRow job)
    {
        var parent = Parent(job.RequestId);
        var name = $"job {job.Command}";
        // Without a listener the source makes none, but the id must reach the log and the drivers all the same.
        var activity = Source.StartActivity(name, ActivityKind.Internal, parent)
            ?? new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
        return activity.SetTag("cloudstack.job", job.Uuid).SetTag("cloudstack.command", job.Command);
    }

    private static ActivityContext Parent(string? request) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.TraceId.ToHexString() == request ? current.Context
        : new(request is { Length: 32 } ? ActivityTraceId.CreateFromString(request) : ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(),
            ActivityTraceFlags.None);
}
