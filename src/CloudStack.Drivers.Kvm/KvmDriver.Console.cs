namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : IConsole
{
    /// <inheritdoc/>
    /// <remarks>A VM that was given no console password has its console at the host's loopback address only.</remarks>
    public async Task<ConsoleAddress> GetConsoleAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) =>
        (await LookAtRunningAsync(host, vm, cancellationToken)).Console(host.Address.IdnHost) ??
            throw KvmErrors.Refused(host, $"VM '{vm.Name}' has no VNC console; stop and start it.");
}
