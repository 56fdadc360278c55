using System.Globalization;

namespace CloudStack.Engine;

/// <summary>Where a network runs, as text: <c>vlan://600</c> or <c>vlan://untagged</c>.</summary>
internal static class VlanUri
{
    public const string Untagged = "untagged";
    private const string Scheme = "vlan://";

    public static string Of(int tag) => Scheme + tag.ToString(CultureInfo.InvariantCulture);

    public static string Of(string vlan) => Scheme + vlan;

    /// <summary>The part behind the scheme, or null.</summary>
    public static string? VlanOf(string? uri) => uri is not null && uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : null;

    public static int? TagOf(string? uri) => int.TryParse(VlanOf(uri), NumberStyles.None, CultureInfo.InvariantCulture, out var tag) ? tag : null;

    /// <summary>A VLAN parameter: a tag from 1 to 4094, or <c>untagged</c>; both with or without the scheme.</summary>
    /// <exception cref="CloudStackException">It is neither (431).</exception>
    public static string Parse(string name, string text)
    {
        var vlan = VlanOf(text.ToLowerInvariant()) ?? text.ToLowerInvariant();
        return vlan == Untagged ? vlan
            : int.TryParse(vlan, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) && tag is >= 1 and <= 4094
                ? tag.ToString(CultureInfo.InvariantCulture)
                : throw CloudStackException.Invalid($"{name} must be a VLAN from 1 to 4094, or untagged, not {text}.");
    }
}
