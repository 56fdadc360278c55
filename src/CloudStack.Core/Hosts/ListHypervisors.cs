namespace CloudStack;

/// <summary>Lists the kinds of hypervisors that can be used.</summary>
[Command("listHypervisors", Access = Role.Everyone, LegacyClass = "user.resource.ListHypervisorsCmd")]
public sealed record ListHypervisors : ICommand<ListResult<Hypervisor>>
{
    /// <summary>Only those that have hosts in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
