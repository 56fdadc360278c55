using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : INicHotPlug
{
    /// <inheritdoc/>
    public async Task AttachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken)
    {
        var seen = await LookAtRunningAsync(host, vm, cancellationToken);
        // libvirt would add a second NIC with the same address
        if (Find(seen, nic) is not null)
            return;
        var plug = Plug(host, nic);
        var result = await RunAsync(host, new HostCommand($"prepare a NIC for VM '{vm.Name}'", NetworkScripts.Prepare)
        {
            Arguments = [options.ConsoleFolder, plug.Traffic, plug.Bridge, plug.Vlan],
            Changes = true,
        }, cancellationToken);
        var bridge = VirshText.Sections(result.Output).GetValueOrDefault("bridges") ?? plug.Bridge;
        // the guest's other NICs tell which model it knows
        var model = (string?)seen.Nics.FirstOrDefault()?.Element.Element("model")?.Attribute("type") ?? "virtio";
        var known = limits.GetValueOrDefault(host.Id) ?? new HostLimits(true, true);
        var purpose = $"attach NIC {nic.MacAddress} to VM '{vm.Name}'";
        try
        {
            await PlugAsync(host, vm, purpose, VmScripts.Attach, DeviceXml.Nic(nic, bridge, model, known.NetworkLimits), cancellationToken);
        }
        catch (DriverException e) when (e.Outcome == Outcome.NotApplied && known.NetworkLimits && nic.RateMbps is > 0 && IsAboutBandwidth(e.Message))
        {
            limits[host.Id] = known with { NetworkLimits = false };
            await PlugAsync(host, vm, purpose, VmScripts.Attach, DeviceXml.Nic(nic, bridge, model, limits: false), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task DetachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken)
    {
        if (await FindAsync() is not { } found)
            return;
        await PlugAsync(host, vm, $"detach NIC {nic.MacAddress} from VM '{vm.Name}'", VmScripts.Detach, found.Element, cancellationToken);
        if (!await WaitUntilAsync(async () => await FindAsync() is null, options.DetachTimeout, cancellationToken))
            throw NotLetGo(host, vm, $"NIC {nic.MacAddress}");

        async Task<NicReport?> FindAsync() => await LookAsync(host, vm, cancellationToken) is { Power: not VmPower.Stopped } seen ? Find(seen, nic) : null;
    }

    private static NicReport? Find(DomainReport seen, NicSpec nic) =>
        seen.Nics.FirstOrDefault(other => string.Equals(other.MacAddress, nic.MacAddress, StringComparison.OrdinalIgnoreCase));
}
