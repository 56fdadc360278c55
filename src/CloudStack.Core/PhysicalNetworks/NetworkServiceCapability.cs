namespace CloudStack;

/// <summary>Something that can differ between providers of a service.</summary>
[View("capability")]
public sealed record NetworkServiceCapability
{
    /// <summary>Name, for example <c>SupportedSourceNatTypes</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Value, or the possible values separated by commas.</summary>
    public string? Value { get; init; }

    /// <summary>Whether an offering may choose the value.</summary>
    public bool CanChooseServiceCapability { get; init; }
}
