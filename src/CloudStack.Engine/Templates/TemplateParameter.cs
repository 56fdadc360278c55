namespace CloudStack.Engine;

/// <summary>Parameters of templates.</summary>
internal static class TemplateParameter
{
    private const int Md5Digits = 32;

    public static string Text(string name, string value) =>
        string.IsNullOrWhiteSpace(value) ? throw CloudStackException.Invalid($"{name} is empty; a template needs one.") : value;

    public static int Bits(int? bits) => bits switch
    {
        null => 64,
        32 or 64 => bits.Value,
        _ => throw CloudStackException.Invalid($"bits cannot be {bits}; it is 32 or 64."),
    };

    public static string? Checksum(string? text) =>
        text is null || (text.Length == Md5Digits && text.All(char.IsAsciiHexDigit)) ? text?.ToLowerInvariant()
        : throw CloudStackException.Invalid($"checksum must be an MD5 sum, which has {Md5Digits} hexadecimal digits.");
}
