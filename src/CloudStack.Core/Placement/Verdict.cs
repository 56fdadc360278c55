using System.Globalization;
using System.Runtime.CompilerServices;

namespace CloudStack.Placement;

/// <summary>A filter's answer. "No" is a value; its reason is only there when the decision is being explained.</summary>
public readonly struct Verdict
{
    private Verdict(bool isNo, string? reason)
    {
        IsNo = isNo;
        Reason = reason;
    }

    /// <summary>The candidate passes.</summary>
    public static Verdict Yes => default;

    /// <summary>Whether the candidate is refused.</summary>
    public bool IsNo { get; }

    /// <summary>Whether the candidate passes.</summary>
    public bool IsYes => !IsNo;

    /// <summary>Why it is refused; null when it passes, or when nobody asked for reasons.</summary>
    public string? Reason { get; }

    /// <summary>The candidate is refused. For a reason with figures use <see cref="PlacementContext.No"/>, which costs nothing when nobody asks.</summary>
    /// <param name="reason">Why, in few words.</param>
    public static Verdict No(string? reason) => new(true, reason);
}

/// <summary>Builds a reason from an interpolated text, but only while a decision is being explained.</summary>
[InterpolatedStringHandler]
public ref struct ReasonHandler
{
    private DefaultInterpolatedStringHandler text;
    private readonly bool isOn;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Length of the fixed parts.</param>
    /// <param name="formattedCount">Number of holes.</param>
    /// <param name="placement">The decision.</param>
    /// <param name="shouldAppend">Whether to build the text at all.</param>
    public ReasonHandler(int literalLength, int formattedCount, PlacementContext placement, out bool shouldAppend)
    {
        shouldAppend = isOn = placement.IsExplaining;
        if (isOn) text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    /// <summary>Called by the compiler.</summary>
    /// <param name="value">A fixed part.</param>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    /// <param name="value">What fills a hole.</param>
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    /// <summary>Called by the compiler.</summary>
    /// <param name="value">What fills a hole.</param>
    /// <param name="format">Its format.</param>
    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);

    internal string? Finish() => isOn ? text.ToStringAndClear() : null;
}
