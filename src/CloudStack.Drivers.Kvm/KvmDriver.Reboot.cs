using System.Globalization;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : IReboot
{
    /// <inheritdoc/>
    /// <remarks>The guest is asked first; one that does not restart by itself within <see cref="KvmOptions.RebootGrace"/> is reset.</remarks>
    public async Task RebootAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        await LookAtRunningAsync(host, vm, cancellationToken);
        await RunAsync(host, new HostCommand($"reboot VM '{vm.Name}'", VmScripts.Reboot)
        {
            Arguments = [DomainId(vm), ((int)options.RebootGrace.TotalSeconds).ToString(CultureInfo.InvariantCulture)],
            Changes = true,
            Timeout = options.CommandTimeout + options.RebootGrace,
        }, cancellationToken);
    }
}
