namespace CloudStack.Engine;

/// <summary>What holds for hosts in more than one command.</summary>
internal static class HostRules
{
    /// <summary>The kind of host that runs VMs.</summary>
    public const string Routing = "Routing";

    /// <summary>Tags as one text, each once, separated by commas; null for none.</summary>
    public static string? Tags(string parameter, IEnumerable<string>? tags)
    {
        var text = tags is null ? "" : string.Join(',', tags.SelectMany(tag => tag.Split(',')).Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct());
        return text.Length switch
        {
            0 => null,
            > 255 => throw CloudStackException.Invalid($"{parameter} has {text.Length} characters in all; at most 255 are allowed."),
            _ => text,
        };
    }

    public static IReadOnlyList<string> TagList(string? tags) => tags is null ? [] : tags.Split(',');
}
