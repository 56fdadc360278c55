namespace CloudStack;

/// <summary>A capability that a network offering chooses for a service.</summary>
/// <param name="Service">Name of the service, for example <c>SourceNat</c>.</param>
/// <param name="CapabilityType">Name of the capability, for example <c>RedundantRouter</c>.</param>
/// <param name="CapabilityValue">Its value, for example <c>true</c>.</param>
public sealed record ServiceCapabilityEntry(string Service, string CapabilityType, string CapabilityValue);
