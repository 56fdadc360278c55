using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver
{
    /// <summary>Where a NIC goes: bridge of the label, and VLAN or empty.</summary>
    private sealed record NicPlug(string Traffic, string Bridge, string Vlan);

    private NicPlug Plug(HostEndpoint host, NicSpec nic)
    {
        var bridge = Label(host, nic);
        if (!BridgeName().IsMatch(bridge))
            throw KvmErrors.Refused(host, $"'{bridge}' cannot be the bridge for {nic.TrafficType} traffic: " +
                "a bridge's name has 1 to 15 letters, digits, '-', '_' and '.'.");
        if (!MacAddress().IsMatch(nic.MacAddress))
            throw KvmErrors.Refused(host, $"'{nic.MacAddress}' is not a MAC address in lower case with colons.");
        return new NicPlug(BridgeName().IsMatch(nic.TrafficType) ? nic.TrafficType : "Guest", bridge, Vlan(host, nic.BroadcastUri));
    }

    private string Label(HostEndpoint host, NicSpec nic)
    {
        if (!string.IsNullOrEmpty(nic.NetworkLabel))
            return nic.NetworkLabel;
        if (host.NetworkLabels.TryGetValue(nic.TrafficType, out var label) && label.Length > 0)
            return label;
        return nic.TrafficType == "Control" ? options.ControlBridge : options.DefaultBridge;
    }

    private static string Vlan(HostEndpoint host, string? broadcastUri)
    {
        const string Scheme = "vlan://";
        if (string.IsNullOrEmpty(broadcastUri))
            return "";
        if (!broadcastUri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw KvmErrors.Refused(host, $"it can isolate networks by VLAN only, not by '{broadcastUri}'; use a physical network with VLAN isolation.");
        var vlan = broadcastUri[Scheme.Length..].TrimEnd('/');
        if (vlan.Equals("untagged", StringComparison.OrdinalIgnoreCase))
            return "";
        return int.TryParse(vlan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 4095 ?
            number.ToString(CultureInfo.InvariantCulture) :
            throw KvmErrors.Refused(host, $"'{broadcastUri}' names no VLAN from 1 to 4094.");
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", RegexOptions.NonBacktracking)]
    private static partial Regex BridgeName();

    [GeneratedRegex("^([0-9a-f]{2}:){5}[0-9a-f]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex MacAddress();
}
