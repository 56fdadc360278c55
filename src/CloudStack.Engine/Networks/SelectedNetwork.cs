namespace CloudStack.Engine;

/// <summary>A network that a new VM shall be on, and the addresses that it shall have there.</summary>
internal sealed record SelectedNetwork(NetworkRow Network, bool IsDefault, string? Ip4, string? Ip6);
