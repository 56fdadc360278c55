using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CloudStack;

/// <summary>Sends signed commands as forms, and takes answers as JSON.</summary>
internal sealed class QueryChannel(HttpClient http, Uri endpoint)
{
    /// <summary>What stands under the root of the answer.</summary>
    /// <exception cref="CloudStackException">The server refused the command, or does not answer.</exception>
    public async Task<JsonElement> SendAsync(CommandDescriptor descriptor, ICommand command, UserKeys keys, CancellationToken ct)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        CommandForm.Write(parameters, descriptor, command);
        parameters["command"] = descriptor.Name;
        parameters["response"] = "json";
        parameters["apikey"] = keys.ApiKey!;
        var form = string.Join('&', parameters.Select(pair => $"{Signing.Encode(pair.Key)}={Signing.Encode(pair.Value)}"));
        form += $"&signature={Signing.Encode(Signing.Sign(parameters, keys.SecretKey!))}";
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes(form)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } },
        };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            var answer = document.RootElement.EnumerateObject().First().Value.Clone();
            return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("errorcode", out _) ? throw AnswerReader.Error(answer) : answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException or IOException)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"{endpoint.GetLeftPart(UriPartial.Path)} does not answer as a CloudStack server does: {exception.Message}", exception);
        }
    }
}
