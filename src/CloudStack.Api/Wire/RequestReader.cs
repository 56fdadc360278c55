using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CloudStack.Api.Wire;

/// <summary>Reads the parameters of a request.</summary>
internal static class RequestReader
{
    public static RequestParameters ReadQuery(HttpRequest request)
    {
        var parameters = new RequestParameters();
        AddQuery(parameters, request);
        return parameters;
    }

    /// <exception cref="BadHttpRequestException">The form is larger than the server takes.</exception>
    public static async ValueTask<RequestParameters> ReadAsync(HttpRequest request, int mostBytes, CancellationToken ct)
    {
        var parameters = new RequestParameters();
        if (HttpMethods.IsPost(request.Method) && IsForm(request.ContentType))
        {
            AddForm(parameters, await ReadFormAsync(request.BodyReader, mostBytes, ct));
        }
        AddQuery(parameters, request);
        return parameters;
    }

    private static void AddQuery(RequestParameters parameters, HttpRequest request)
    {
        if (request.QueryString.Value is { Length: > 1 } query)
        {
            parameters.Add(query.AsSpan(1));
        }
    }

    private static void AddForm(RequestParameters parameters, string form) => parameters.Add(form);

    private static bool IsForm(string? contentType) =>
        contentType is null || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<string> ReadFormAsync(PipeReader body, int mostBytes, CancellationToken ct)
    {
        while (true)
        {
            var read = await body.ReadAsync(ct);
            if (read.Buffer.Length > mostBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                throw new BadHttpRequestException($"The form is larger than {mostBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
            }
            if (read.IsCompleted)
            {
                var text = Encoding.UTF8.GetString(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return text;
            }
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
