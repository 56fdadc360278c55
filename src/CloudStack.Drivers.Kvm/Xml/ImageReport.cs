using System.Text.Json;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>What <c>qemu-img info --output=json</c> says of an image.</summary>
internal static class ImageReport
{
    /// <summary>Size that a guest sees, or null when the report cannot be read.</summary>
    public static long? VirtualSize(string json)
    {
        try
        {
            using var report = JsonDocument.Parse(json);
            return report.RootElement.ValueKind == JsonValueKind.Object && report.RootElement.TryGetProperty("virtual-size", out var size) &&
                size.TryGetInt64(out var bytes) ? bytes : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
