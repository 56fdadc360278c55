using System.Text.Json;

namespace CloudStack;

/// <summary>Makes results of answers.</summary>
internal static class AnswerReader
{
    private static readonly JsonSerializerOptions Json = CloudStackJson.ForWire(TimeZoneInfo.Utc);

    public static object Result(JsonElement answer, CommandDescriptor descriptor)
    {
        if (descriptor.ResultType == typeof(Success))
        {
            return Success.Done;
        }
        if (descriptor.ItemType is not null)
        {
            return List(answer, descriptor.ResultType, descriptor.ItemType, descriptor.ObjectName!);
        }
        // A job has no name of its own around it.
        var value = descriptor.ResultType != typeof(Job) && answer.TryGetProperty(descriptor.ObjectName!, out var named) ? named : answer;
        return value.Deserialize(descriptor.ResultType, Json)!;
    }

    public static StartedJob Started(JsonElement answer) =>
        new(new(answer.GetProperty("jobid").GetGuid()), answer.TryGetProperty("id", out var id) ? id.GetGuid() : null);

    /// <exception cref="CloudStackException">The job failed.</exception>
    public static TResult JobResult<TResult>(Job job)
    {
        var result = job.JobResult ?? default;
        if (job.JobStatus == (int)JobStatus.Failed)
        {
            throw result.ValueKind == JsonValueKind.Object && result.TryGetProperty("errorcode", out _)
                ? Error(result)
                : new CloudStackException(ErrorCode.Internal, $"The job {job.JobId} failed without a reason.");
        }
        if (typeof(TResult) == typeof(Success))
        {
            return (TResult)(object)new Success(result.ValueKind == JsonValueKind.Object && result.TryGetProperty("displaytext", out var text) ? text.GetString() : null);
        }
        var value = result.EnumerateObject().First();
        return typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(ListResult<>)
            ? (TResult)List(result, typeof(TResult), typeof(TResult).GetGenericArguments()[0], value.Name)
            : value.Value.Deserialize<TResult>(Json)!;
    }

    public static CloudStackException Error(JsonElement answer)
    {
        var code = answer.GetProperty("errorcode").GetInt32();
        var text = answer.TryGetProperty("errortext", out var given) ? given.GetString() ?? "" : "";
        // The protocol's own refusals have no number among the commands' errors.
        return new(Enum.IsDefined((ErrorCode)code) ? (ErrorCode)code : ErrorCode.PermissionDenied, text)
        {
            CsErrorCode = answer.TryGetProperty("cserrorcode", out var csCode) ? csCode.GetInt32() : null,
        };
    }

    private static object List(JsonElement answer, Type result, Type item, string name)
    {
        Array items = answer.TryGetProperty(name, out var array)
            ? (Array)array.Deserialize(item.MakeArrayType(), Json)!
            : Array.CreateInstance(item, 0);
        var count = answer.TryGetProperty("count", out var total) ? total.GetInt32() : items.Length;
        return Activator.CreateInstance(result, items, count)!;
    }
}
