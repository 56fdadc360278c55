namespace CloudStack;

/// <summary>A kind of hypervisor.</summary>
[View("hypervisor")]
public sealed record Hypervisor
{
    /// <summary>Its name, for example <c>KVM</c>.</summary>
    public string? Name { get; init; }
}
