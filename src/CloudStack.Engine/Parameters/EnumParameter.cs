using System.Diagnostics.CodeAnalysis;

namespace CloudStack.Engine;

/// <summary>Text parameters that stand for one of a few values.</summary>
internal static class EnumParameter
{
    /// <summary>The value, in any case; null for null.</summary>
    /// <exception cref="CloudStackException">It is none of them (431).</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static T? ParseOptional<T>(string name, string? text) where T : struct, Enum =>
        text is null ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value
        : throw CloudStackException.Invalid($"{name} cannot be {text}; it is one of {string.Join(", ", Enum.GetNames<T>())}.");

    public static T Parse<T>(string name, string text) where T : struct, Enum => ParseOptional<T>(name, text).Value;
}
