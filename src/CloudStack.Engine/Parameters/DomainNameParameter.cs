using System.Text.RegularExpressions;

namespace CloudStack.Engine;

/// <summary>Parameters that are network domain names.</summary>
internal static partial class DomainNameParameter
{
    public static string? Check(string name, string? text) =>
        text is null || (text.Length <= 190 && Pattern().IsMatch(text)) ? text
        : throw CloudStackException.Invalid(
            $"{name} {text} is no domain name: labels of 1 to 63 letters, digits and inner hyphens, joined by dots, at most 190 characters in all.");

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex Pattern();
}
