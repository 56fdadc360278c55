using System.Globalization;
using System.Xml.Linq;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;
using Microsoft.Extensions.Logging;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : ILiveMigration
{
    /// <inheritdoc/>
    /// <remarks>The source's libvirt speaks with the target's (<see cref="KvmOptions.MigrationUri"/>). All disks must be on shared storage.</remarks>
    public async Task MigrateAsync(HostEndpoint from, HostEndpoint to, VmSpec spec, CancellationToken cancellationToken)
    {
        var vm = spec.Vm;
        CheckDisks(from, spec);
        if (spec.Disks.FirstOrDefault(disk => disk.Volume.Pool.Type == PoolTypes.Filesystem) is { } local)
            throw KvmErrors.Refused(from, $"VM '{vm.Name}' cannot move while it runs: its volume {local.Volume.Id} is on local storage.");
        if (await SettleAsync(from, to, vm, cancellationToken) is not { } seen)
            return;
        foreach (var pool in spec.Disks.Select(disk => disk.Volume.Pool).DistinctBy(pool => pool.Id))
            await EnsurePoolAsync(to, pool, cancellationToken);
        var (_, bridges) = await PrepareAsync(to, spec, cancellationToken);
        var changed = await WithBridgesAsync(from, spec, seen, bridges, cancellationToken);
        var address = to.Details.GetValueOrDefault(KvmOptions.MigrationAddressName) ?? to.Address.IdnHost;
        var inUri = address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('[') ? $"[{address}]" : address;
        var command = new HostCommand($"move VM '{vm.Name}' to host {to.Address.Host}", VmScripts.Migrate)
        {
            Arguments =
            [
                DomainId(vm), string.Format(CultureInfo.InvariantCulture, options.MigrationUri, inUri), $"tcp://{inUri}", changed is null ? "same" : "xml",
            ],
            Input = changed,
            Changes = true,
            Timeout = options.MigrationTimeout,
            Secrets = spec.ConsolePassword is { } password ? [password] : [],
        };
        try
        {
            await RunAsync(from, command, cancellationToken);
        }
        catch (DriverException e)
        {
            await JudgeAsync(from, to, vm, e, cancellationToken);
        }
    }

    /// <summary>Waits for the end of a migration under way: its caller may have given it up, and it goes on.</summary>
    /// <returns>The VM on the source, or null when it runs on the target.</returns>
    private async Task<DomainReport?> SettleAsync(HostEndpoint from, HostEndpoint to, VmRef vm, CancellationToken cancellationToken)
    {
        DomainReport? here = null, there = null;
        await WaitUntilAsync(async () =>
        {
            there = await LookAsync(to, vm, cancellationToken);
            if (there is { Power: VmPower.Running })
                return true;
            here = await LookAsync(from, vm, cancellationToken);
            return here is not { Power: VmPower.Unknown } && there is not { Power: VmPower.Unknown };
        }, options.MigrationTimeout, cancellationToken);
        if (there is { Power: VmPower.Running })
            return null;
        if (here is { Power: VmPower.Running } && there is not { Power: VmPower.Unknown })
            return here;
        // it may have left the source after the look at the target
        return await LookAsync(to, vm, cancellationToken) switch
        {
            { Power: VmPower.Running } => null,
            { Power: VmPower.Unknown } => throw KvmErrors.Refused(to, $"a migration of VM '{vm.Name}' is under way and does not end.", canRetry: true),
            _ => throw KvmErrors.Refused(from, $"VM '{vm.Name}' runs neither there nor on {to.Address.Host}; start it instead."),
        };
    }

    /// <summary>A migration that was reported as failed, or not reported on: only the hosts know where the VM is.</summary>
    private async Task JudgeAsync(HostEndpoint from, HostEndpoint to, VmRef vm, DriverException error, CancellationToken cancellationToken)
    {
        DomainReport? here, there;
        try
        {
            here = await LookAsync(from, vm, cancellationToken);
            there = await LookAsync(to, vm, cancellationToken);
        }
        catch (DriverException e)
        {
            throw new DriverException(Outcome.Unknown,
                $"{error.Message} Where VM '{vm.Name}' runs now is not known: {e.Message}", canRetry: true, error);
        }
        if (there is { Power: VmPower.Running } && here is not { Power: VmPower.Running or VmPower.Unknown })
        {
            logger.LogInformation("VM {Vm} has moved to host {Host}, though it was said: {Reason}", vm.Name, to.Address.Host, error.Message);
            return;
        }
        if (here is { Power: VmPower.Running } && there is not { Power: VmPower.Running or VmPower.Unknown })
            throw new DriverException(Outcome.NotApplied,
                $"{error.Message} VM '{vm.Name}' still runs on host {from.Address.Host}.", error.CanRetry, error);
        throw new DriverException(Outcome.Unknown,
            $"{error.Message} Where VM '{vm.Name}' runs now is not settled; look at both hosts before trying again.", canRetry: true, error);
    }

    /// <summary>The domain's description with the target's bridges, or null when they have the same names there.</summary>
    private async Task<string?> WithBridgesAsync(
        HostEndpoint from, VmSpec spec, DomainReport seen, IReadOnlyList<string> bridges, CancellationToken cancellationToken)
    {
        var wanted = spec.Nics.Select((nic, i) => (nic.MacAddress, Bridge: bridges[i]))
            .ToDictionary(pair => pair.MacAddress, pair => pair.Bridge, StringComparer.OrdinalIgnoreCase);
        if (seen.Nics.All(nic => wanted.GetValueOrDefault(nic.MacAddress, nic.Bridge ?? "") == nic.Bridge))
            return null;
        var command = new HostCommand($"describe VM '{spec.Vm.Name}'", VmScripts.Migratable) { Arguments = [DomainId(spec.Vm)] };
        var result = await RunAsync(from, command, cancellationToken);
        var domain = XElement.Parse(result.Output);
        foreach (var nic in domain.Element("devices")?.Elements("interface") ?? [])
        {
            if (wanted.TryGetValue((string?)nic.Element("mac")?.Attribute("address") ?? "", out var bridge))
                nic.Element("source")?.SetAttributeValue("bridge", bridge);
        }
        return domain.ToString();
    }
}
