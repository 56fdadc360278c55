namespace CloudStack.Engine;

/// <summary>Parameters that compute and disk offerings have in common.</summary>
internal static class OfferingParameter
{
    public const long GiB = 1L << 30;

    /// <summary>A text that must not be empty.</summary>
    public static string Text(string name, string value) =>
        string.IsNullOrWhiteSpace(value) ? throw CloudStackException.Invalid($"{name} is empty; an offering needs one.") : value;

    /// <summary>Whether disks lie on storage of the host.</summary>
    public static bool IsLocal(string? storageType) => storageType?.ToUpperInvariant() switch
    {
        null or "SHARED" => false,
        "LOCAL" => true,
        _ => throw CloudStackException.Invalid($"storagetype cannot be {storageType}; it is local or shared."),
    };

    /// <summary>A list of tags without blanks and empty ones, so that it can be compared; null when nothing is left.</summary>
    public static string? Tags(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } tags ? string.Join(',', tags) : null;
}
