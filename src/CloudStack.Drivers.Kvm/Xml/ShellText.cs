namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Puts values into command lines of a POSIX shell so that they stay values.</summary>
internal static class ShellText
{
    /// <summary>One word of a command line, whatever is in it. NUL cannot be passed to a program and is refused.</summary>
    public static string Quote(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A value for a command line cannot hold a NUL character.", nameof(value));
        return "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A command line that runs a script of fixed text; the values reach it as <c>$1</c>, <c>$2</c> and so on.</summary>
    public static string Run(string script, IEnumerable<string> arguments) =>
        string.Join(' ', ["sh", "-c", Quote(script), "cloudstack", .. arguments.Select(Quote)]);
}
