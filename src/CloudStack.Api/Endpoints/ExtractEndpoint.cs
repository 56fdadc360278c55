using CloudStack.Drivers;
using CloudStack.Engine;
using Microsoft.AspNetCore.Http;

namespace CloudStack.Api.Endpoints;

/// <summary>Serves the images of links that <c>extractTemplate</c> and <c>extractIso</c> have made. Who has the link needs no key.</summary>
internal sealed class ExtractEndpoint(IImageDownloads downloads)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        try
        {
            await using var image = await downloads.OpenAsync((string)request.RouteValues["token"]!, ct);
            context.Response.Headers["X-Content-Type-Options"] = "nosniff";
            if (image is null)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            // Ranges are for stores that can seek; the length is told in any case.
            if (!image.Content.CanSeek)
            {
                context.Response.ContentLength = image.Length;
            }
            await Results.Stream(image.Content, "application/octet-stream", image.FileName, enableRangeProcessing: image.Content.CanSeek).ExecuteAsync(context);
        }
        catch (DriverException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
