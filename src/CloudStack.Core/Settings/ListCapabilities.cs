namespace CloudStack;

/// <summary>Tells the caller what this cloud can do and allows.</summary>
[Command("listCapabilities", Access = Role.Everyone, LegacyClass = "user.config.ListCapabilitiesCmd")]
public sealed record ListCapabilities : ICommand<Capabilities>;
