using System.Collections.Concurrent;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;
using Microsoft.Extensions.Logging;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver
{
    private static readonly TimeSpan ShutdownUnderWay = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<HostId, HostLimits> limits = new();

    /// <summary>What a host was found unable to limit.</summary>
    private sealed record HostLimits(bool CpuWeight, bool NetworkLimits);

    /// <inheritdoc/>
    public async Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        CheckName(host, spec.Vm);
        return spec.Power switch
        {
            VmPower.Running => await EnsureRunningAsync(host, spec, cancellationToken),
            VmPower.Stopped => await EnsureStoppedAsync(host, spec, cancellationToken),
            _ => throw KvmErrors.Refused(host, $"VM '{spec.Vm.Name}' can be made running or stopped, not {spec.Power}."),
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, new HostCommand("list its VMs", VmScripts.LookAll), cancellationToken);
        return [.. ReadDomains(host, result.Output).Where(domain => domain.IsOurs).Select(domain => domain.ToObservation(host.Address.IdnHost))];
    }

    /// <inheritdoc/>
    public Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        CheckName(host, vm);
        return RunAsync(host, new HostCommand($"remove VM '{vm.Name}'", VmScripts.Remove)
        {
            Arguments = [DomainId(vm), PoolPaths.ConsoleLog(options.ConsoleFolder, vm.Name)],
            Changes = true,
        }, cancellationToken);
    }

    private async Task<VmObservation> EnsureRunningAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        var seen = await LookAsync(host, spec.Vm, cancellationToken);
        if (seen is { State: "in shutdown" })
        {
            await WaitUntilAsync(
                async () => (seen = await LookAsync(host, spec.Vm, cancellationToken)) is not { State: "in shutdown" }, ShutdownUnderWay, cancellationToken);
            if (seen is { State: "in shutdown" })
                throw KvmErrors.Refused(host, $"VM '{spec.Vm.Name}' is shutting down and does not come to an end; power it off first.", canRetry: true);
        }
        switch (seen)
        {
            case { Power: VmPower.Unknown }:
                throw KvmErrors.Refused(host, $"VM '{spec.Vm.Name}' is {seen.State} ({seen.Reason}); wait for the migration under way to end.", canRetry: true);
            case { State: "paused" }:
                await ChangeAsync(host, spec.Vm, "resume", VmScripts.Resume, cancellationToken);
                return await ObserveOneAsync(host, spec.Vm, cancellationToken);
            case { Power: VmPower.Running }:
                return seen.ToObservation(host.Address.IdnHost);
            case { State: "crashed" }:
                await PowerOffAsync(host, spec.Vm, cancellationToken);
                break;
        }
        CheckDisks(host, spec);
        var iso = spec.Iso is null ? null : await EnsureIsoAsync(host, spec.Iso, IsoFolder(host, spec), cancellationToken);
        var (report, bridges) = await PrepareAsync(host, spec, cancellationToken);
        var known = limits.GetValueOrDefault(host.Id) ?? new HostLimits(true, true);
        while (true)
        {
            try
            {
                return await StartAsync(host, spec, Plan(host, spec, report, bridges, known) with { IsoPath = iso }, isNew: seen is null, cancellationToken);
            }
            catch (DriverException e) when (e.Outcome == Outcome.NotApplied && LessOf(known, spec, e.Message) is { } less)
            {
                logger.LogWarning("Host {Host} cannot give VM {Vm} its share of CPU or network exactly ({Reason}); it starts without",
                    host.Address.Host, spec.Vm.Name, e.Message);
                limits[host.Id] = known = less;
            }
            catch (DriverException e) when (e.Message.Contains("is already active", StringComparison.Ordinal))
            {
                return await ObserveOneAsync(host, spec.Vm, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Weights need the cpu cgroup, and limits of NICs need traffic control. Where a host lacks them a VM runs without, as in 4.1; a hard limit of the CPU
    /// is another matter, and refused.
    /// </summary>
    private static HostLimits? LessOf(HostLimits known, VmSpec spec, string message) =>
        known.CpuWeight && !spec.LimitCpu && message.Contains("CPU tuning is not available", StringComparison.Ordinal) ? known with { CpuWeight = false } :
        known.NetworkLimits && spec.Nics.Any(nic => nic.RateMbps is > 0) && IsAboutBandwidth(message) ? known with { NetworkLimits = false } :
        null;

    private static bool IsAboutBandwidth(string message) =>
        message.Contains("(tc ", StringComparison.Ordinal) || message.Contains("/tc ", StringComparison.Ordinal) ||
        message.Contains("qdisc", StringComparison.Ordinal);

    private async Task<VmObservation> StartAsync(HostEndpoint host, VmSpec spec, DomainPlan plan, bool isNew, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, new HostCommand($"start VM '{spec.Vm.Name}'", VmScripts.Start)
        {
            Arguments = [DomainId(spec.Vm), isNew ? "new" : "known", options.ConsoleFolder],
            Input = DomainXml.Build(spec, plan).ToString(),
            Changes = true,
            Secrets = spec.ConsolePassword is { } password ? [password] : [],
        }, cancellationToken);
        // a guest that is off again within milliseconds has been started all the same
        return ReadDomains(host, result.Output).FirstOrDefault()?.ToObservation(host.Address.IdnHost) ??
            await ObserveOneAsync(host, spec.Vm, cancellationToken);
    }

    private async Task<VmObservation> EnsureStoppedAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        var seen = await LookAsync(host, spec.Vm, cancellationToken);
        if (seen is null)
            return new VmObservation(spec.Vm.Name, VmPower.Stopped);
        if (seen.Power == VmPower.Stopped && !seen.StoppedByGuest)
            return seen.ToObservation(host.Address.IdnHost);
        if (seen.Power is VmPower.Running or VmPower.Stopping && spec.GracefulStop > TimeSpan.Zero)
        {
            if (seen.Power == VmPower.Running)
            {
                // a guest that cannot be asked is powered off below
                var command = new HostCommand($"shut down VM '{spec.Vm.Name}'", VmScripts.Shutdown) { Arguments = [DomainId(spec.Vm)], Changes = true };
                await shell.RunAsync(host, command, cancellationToken);
            }
            await WaitUntilAsync(
                async () => await LookAsync(host, spec.Vm, cancellationToken) is null or { State: "shut off" }, spec.GracefulStop, cancellationToken);
        }
        await PowerOffAsync(host, spec.Vm, cancellationToken);
        return await ObserveOneAsync(host, spec.Vm, cancellationToken);
    }

    private Task<HostResult> PowerOffAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) =>
        ChangeAsync(host, vm, "stop", VmScripts.PowerOff, cancellationToken);

    private Task<HostResult> ChangeAsync(HostEndpoint host, VmRef vm, string verb, string script, CancellationToken cancellationToken) =>
        RunAsync(host, new HostCommand($"{verb} VM '{vm.Name}'", script) { Arguments = [DomainId(vm)], Changes = true }, cancellationToken);

    private async Task<VmObservation> ObserveOneAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) =>
        (await LookAsync(host, vm, cancellationToken))?.ToObservation(host.Address.IdnHost) ?? new VmObservation(vm.Name, VmPower.Stopped);

    private async Task<DomainReport?> LookAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        CheckName(host, vm);
        var result = await RunAsync(host, new HostCommand($"look at VM '{vm.Name}'", VmScripts.Look) { Arguments = [DomainId(vm)] }, cancellationToken);
        return ReadDomains(host, result.Output).FirstOrDefault();
    }

    private async Task<DomainReport> LookAtRunningAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) =>
        await LookAsync(host, vm, cancellationToken) is { Power: VmPower.Running } seen ? seen :
            throw KvmErrors.Refused(host, $"VM '{vm.Name}' does not run there; start it first.");

    private async Task<(HostReport Report, IReadOnlyList<string> Bridges)> PrepareAsync(
        HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        var plugs = spec.Nics.Select(nic => Plug(host, nic)).ToArray();
        var result = await RunAsync(host, new HostCommand($"prepare for VM '{spec.Vm.Name}'", NetworkScripts.Prepare)
        {
            Arguments = [options.ConsoleFolder, .. plugs.SelectMany(plug => new[] { plug.Traffic, plug.Bridge, plug.Vlan })],
            Changes = true,
        }, cancellationToken);
        var report = HostReport.Read(result.Output);
        if (report.Refusal is { } refusal)
            throw KvmErrors.Refused(host, $"it cannot run VMs: {refusal}.");
        var bridges = report.Section("bridges").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return bridges.Length == plugs.Length ? (report, bridges) :
            throw KvmErrors.Refused(host, $"it named {bridges.Length} bridges for {plugs.Length} NICs of VM '{spec.Vm.Name}'.", canRetry: true);
    }

    private DomainPlan Plan(HostEndpoint host, VmSpec spec, HostReport report, IReadOnlyList<string> bridges, HostLimits known)
    {
        var type = host.Details.GetValueOrDefault(KvmOptions.DomainTypeName) is { Length: > 0 } asked ? asked : options.DomainType ?? report.DomainType;
        if (!report.OfferedTypes.Contains(type))
            throw KvmErrors.Refused(host, $"its libvirt does not offer domains of type '{type}', only {string.Join(", ", report.OfferedTypes)}; " +
                $"change the detail '{KvmOptions.DomainTypeName}' of the host, or load the kvm module there.");
        return new DomainPlan
        {
            DomainType = type,
            Architecture = report.Architecture,
            Emulator = report.Emulator,
            Bridges = bridges,
            MountFolder = options.MountFolder,
            ConsoleLog = PoolPaths.ConsoleLog(options.ConsoleFolder, spec.Vm.Name),
            // nobody but the host itself gets a console that asks for no password
            VncListen = string.IsNullOrEmpty(spec.ConsolePassword) ? "127.0.0.1" : options.VncListen,
            HostMhz = report.CpuMhz,
            CpuMode = type == "kvm" ? options.CpuMode : null,
            EmulationCacheMiB = report.HasEmulationCache ? options.EmulationCacheMiB : null,
            CpuWeight = known.CpuWeight,
            NetworkLimits = known.NetworkLimits,
        };
    }

    private static string DomainId(VmRef vm) => NameUuid.Of(vm.Name).ToString("D");

    /// <summary>libvirt keeps files that are named after a domain, so a name has limits. Everything else may be in it.</summary>
    private static void CheckName(HostEndpoint host, VmRef vm)
    {
        if (string.IsNullOrWhiteSpace(vm.Name) || vm.Name.Length > 200 || vm.Name is "." or ".." || vm.Name.Contains('/', StringComparison.Ordinal) ||
            vm.Name.Any(char.IsControl) || !XmlText.IsClean(vm.Name))
            throw KvmErrors.Refused(host, $"'{XmlText.OneLine(vm.Name)}' cannot be the name of a VM: " +
                "libvirt takes no slash, no control character, no blank name and no more than 200 characters.");
    }

    private static IReadOnlyList<DomainReport> ReadDomains(HostEndpoint host, string output)
    {
        try
        {
            return DomainReport.ReadAll(output);
        }
        catch (FormatException e)
        {
            throw new DriverException(Outcome.Unknown, $"Host {host.Address.Host}: {e.Message} Check virsh on the host.", canRetry: true, e);
        }
    }
}
