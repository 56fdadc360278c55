namespace CloudStack.Engine;

/// <summary>Tags as 4.1 writes them: separated by commas.</summary>
internal static class TagList
{
    public static IReadOnlyList<string> Split(string? text) =>
        text is null ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
