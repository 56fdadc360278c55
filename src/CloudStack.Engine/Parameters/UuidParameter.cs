namespace CloudStack.Engine;

/// <summary>Text parameters that are UUIDs.</summary>
internal static class UuidParameter
{
    /// <exception cref="CloudStackException">It is none (431).</exception>
    public static Guid? ParseOptional(string name, string? text) =>
        text is null ? null
        : Guid.TryParseExact(text, "D", out var uuid) ? uuid
        : throw CloudStackException.Invalid($"{name} must be a UUID such as 2f7a1c9e-6f0e-4c6a-9d55-0a4f0f4f9a11, not {text}.");

    public static Guid Parse(string name, string text) => ParseOptional(name, text)!.Value;
}
