namespace CloudStack.Engine;

/// <summary>Parameters that createPhysicalNetwork and updatePhysicalNetwork share.</summary>
internal static class PhysicalNetworkParameters
{
    private static readonly string[] Methods = ["VLAN", "L3", "GRE", "STT", "VNS"];

    public static string? Tag(IReadOnlyList<string>? tags) =>
        tags is { Count: > 1 } ? throw CloudStackException.Invalid($"A physical network has at most one tag, not {tags.Count} ({string.Join(", ", tags)}).")
        : tags?.SingleOrDefault() is { Length: > 0 } tag ? tag.Trim() : null;

    public static string? IsolationMethod(IReadOnlyList<string>? methods)
    {
        if (methods is null or { Count: 0 })
        {
            return null;
        }
        if (methods.Count > 1)
        {
            throw CloudStackException.Invalid($"A physical network has at most one isolation method, not {methods.Count} ({string.Join(", ", methods)}).");
        }
        return Methods.FirstOrDefault(method => method.Equals(methods[0], StringComparison.OrdinalIgnoreCase))
            ?? throw CloudStackException.Invalid($"isolationmethods cannot be {methods[0]}; it is one of {string.Join(", ", Methods)}.");
    }
}
