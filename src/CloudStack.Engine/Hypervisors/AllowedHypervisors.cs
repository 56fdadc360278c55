namespace CloudStack.Engine;

/// <summary>
/// The hypervisors that may be used: those that a plugin offers and <c>hypervisor.list</c> names. The default list does not keep out what was installed
/// besides; one that an administrator has set does.
/// </summary>
internal sealed class AllowedHypervisors(HypervisorGateway gateway, SettingsStore settings)
{
    private static readonly string? DefaultList = new CloudSettings().HypervisorList;

    public IEnumerable<string> Names => gateway.Hypervisors.Where(IsListed);

    /// <summary>The driver of a hypervisor that may be used.</summary>
    /// <exception cref="CloudStackException">It is not installed, or not in the list (431).</exception>
    public Drivers.IHypervisorDriver Get(string hypervisor)
    {
        var driver = gateway.Get(hypervisor);
        return IsListed(driver.Traits.Hypervisor) ? driver : throw CloudStackException.Invalid(
            $"The hypervisor {driver.Traits.Hypervisor} is not in the setting hypervisor.list ({settings.Current.HypervisorList}). Add it there first.");
    }

    private bool IsListed(string hypervisor) =>
        settings.Current.HypervisorList is not { } list || list == DefaultList
        || list.Split(',', StringSplitOptions.TrimEntries).Contains(hypervisor, StringComparer.OrdinalIgnoreCase);
}
