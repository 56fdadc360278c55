using System.Buffers;
using CloudStack.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudStack.Api.Endpoints;

/// <summary>
/// Sends answers. They are written into the thread's buffer first and copied to the response's pipe at once: so the length is known, and an answer that
/// cannot be written becomes an error instead of half an answer.
/// </summary>
internal sealed partial class ResponseWriter(Renderers renderers, ILogger<ResponseWriter> logger)
{
    public Task WriteAsync(HttpResponse response, Answer answer, bool json, string contentType, CancellationToken ct)
    {
        var buffer = ByteBuffer.Take();
        try
        {
            renderers.Write(buffer, answer, json);
        }
        catch (Exception exception)
        {
            LogUnwritable(exception, answer is ResultAnswer result ? result.Shape.Command.Name : null);
            answer = new ErrorAnswer(ErrorAnswer.NoCommand, (int)ErrorCode.Internal, WireError.ServerApi, "The answer could not be written.", IsDescribed: true);
            buffer = ByteBuffer.Take();
            renderers.Write(buffer, answer, json);
        }
        response.StatusCode = answer.Status;
        response.ContentType = contentType;
        response.ContentLength = buffer.Length;
        response.BodyWriter.Write(buffer.Written);
        var flush = response.BodyWriter.FlushAsync(ct);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    [LoggerMessage(LogLevel.Error, "The answer of {Command} could not be written.")]
    private partial void LogUnwritable(Exception exception, string? command);
}
