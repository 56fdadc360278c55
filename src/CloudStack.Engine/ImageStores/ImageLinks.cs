using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>An image of a store for which a link was made.</summary>
internal sealed record LinkedImage(Guid Store, string Path, string FileName);

/// <summary>Links to images. A link is sealed with the cloud's key and holds all that it stands for, so nothing has to be kept, and every server serves it.</summary>
internal sealed class ImageLinks(SettingsStore settings, ISecretProtector secrets, TimeProvider time)
{
    private const string Purpose = "image-link";

    /// <summary>A link that is good for <c>extract.url.expiration.interval</c>.</summary>
    public string Create(LinkedImage image)
    {
        var until = time.GetUtcNow().AddSeconds(settings.Current.ExtractUrlExpirationInterval).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join('\n', Purpose, until, image.Store.ToString(), image.Path, image.FileName);
        var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(secrets.Protect(text)));
        var api = new Uri((settings.Current.EndpointUrl ?? "http://localhost:8080/client/api").TrimEnd('/'));
        return new Uri(api, $"extract/{token}").AbsoluteUri;
    }

    /// <summary>What a link stands for; null when it is not one of this cloud's, or its time is over.</summary>
    public LinkedImage? Read(string token)
    {
        try
        {
            return secrets.Unprotect(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))).Split('\n') is [Purpose, var until, var store, var path, var name]
                && long.Parse(until, CultureInfo.InvariantCulture) >= time.GetUtcNow().ToUnixTimeSeconds()
                ? new(Guid.Parse(store), path, name) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
