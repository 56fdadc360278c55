using System.Text.RegularExpressions;

namespace CloudStack.Engine;

/// <summary>Names that guests may have.</summary>
internal static partial class HostName
{
    /// <exception cref="CloudStackException">The name was given and cannot be one (431).</exception>
    public static void Check(string name, bool wasGiven)
    {
        if (wasGiven && !Pattern().IsMatch(name))
        {
            throw CloudStackException.Invalid(
                $"name {name} is no host name: 1 to 63 letters, digits and hyphens, the first a letter, the last not a hyphen.");
        }
    }

    [GeneratedRegex("^[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex Pattern();
}
