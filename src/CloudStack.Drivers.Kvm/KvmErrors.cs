using CloudStack.Drivers.Kvm.Transport;

namespace CloudStack.Drivers.Kvm;

/// <summary>Makes a driver's error out of what a script complained of.</summary>
internal static class KvmErrors
{
    private const int TryLater = 75;
    private const int MostOfMessage = 600;

    private sealed record Known(string Text, Outcome Outcome, bool CanRetry, string Advice);

    private static readonly Known[] All =
    [
        new("End of file while reading data", Outcome.Unknown, true, "libvirtd ended meanwhile; look before trying again"),
        new("Connection reset by peer", Outcome.Unknown, true, "libvirtd ended meanwhile; look before trying again"),
        new("client socket is closed", Outcome.Unknown, true, "libvirtd ended meanwhile; look before trying again"),
        new("failed to connect to the hypervisor", Outcome.NotApplied, true, "start libvirtd on the host"),
        new("Failed to get \"write\" lock", Outcome.NotApplied, true, "the disk is in use, perhaps by the same VM on another host; stop that first"),
        new("Cannot allocate memory", Outcome.NotApplied, false, "the host has too little free memory; use another host or a smaller offering"),
        new("Cannot access storage file", Outcome.NotApplied, false, "make the VM's volumes on this pool first, and make the pool usable on the host"),
        new("Cannot get interface MTU", Outcome.NotApplied, false, "create the bridge on the host, or change the network's label"),
        new("cannot acquire state change lock", Outcome.NotApplied, true, "another operation on the VM is under way"),
        new("is already active", Outcome.NotApplied, true, "somebody else started it meanwhile"),
        new("No space left on device", Outcome.NotApplied, false, "make room on the pool"),
        new("already exists with uuid", Outcome.NotApplied, false, "the host has a domain of that name which is not the cloud's; rename or undefine it"),
        new("already defined with uuid", Outcome.NotApplied, false, "the host has a domain with the same UUID under another name; undefine it"),
        new("CPU tuning is not available", Outcome.NotApplied, false, "the host's libvirt has no cpu cgroup; use an offering without a CPU limit"),
        new("Unsafe migration", Outcome.NotApplied, false, "the VM has a disk that is not on shared storage"),
        new("unable to connect to server", Outcome.NotApplied, true,
            "the other host's libvirtd must listen (listen_tcp, port 16509) and the firewall let it through"),
        new("mount.nfs", Outcome.NotApplied, true, "check the export, its permissions and that the host has the NFS client (nfs-common)"),
        new("device is busy", Outcome.NotApplied, true, "something still uses the pool; stop the VMs on it first"),
        new("target is busy", Outcome.NotApplied, true, "something still uses the pool; stop the VMs on it first"),
    ];

    /// <summary>The error of a command that ended with another code than 0.</summary>
    public static DriverException Failed(HostEndpoint host, HostCommand command, HostResult result)
    {
        var said = Said(result.Error, command.Secrets);
        var known = All.FirstOrDefault(error => result.Error.Contains(error.Text, StringComparison.Ordinal));
        var outcome = known?.Outcome ?? Outcome.NotApplied;
        if (!command.Changes)
            outcome = Outcome.NotApplied;
        return new DriverException(outcome,
            $"Host {host.Address.Host} could not {command.Purpose}: {said}.{(known is null ? "" : $" Way out: {known.Advice}.")}",
            known?.CanRetry ?? result.ExitCode == TryLater);
    }

    /// <summary>Something that the host cannot do as asked; nothing was changed.</summary>
    public static DriverException Refused(HostEndpoint host, string message, bool canRetry = false) =>
        new(Outcome.NotApplied, $"Host {host.Address.Host}: {message}", canRetry);

    private static string Said(string error, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
            error = error.Replace(secret, "***", StringComparison.Ordinal);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.StartsWith("error: ", StringComparison.Ordinal) ? line["error: ".Length..] : line).Distinct().ToArray();
        var text = lines.Length == 0 ? "it did not say why" : string.Join("; ", lines).TrimEnd('.', ';');
        return text.Length <= MostOfMessage ? text : text[..MostOfMessage] + "...";
    }
}
