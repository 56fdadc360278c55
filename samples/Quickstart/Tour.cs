using System.Diagnostics;
using System.Globalization;
using CloudStack;
using CloudStack.Plugins;
using Spectre.Console;

namespace Quickstart;

/// <summary>Builds a zone, deploys virtual machines, shows where each landed and why, and moves some of them around.</summary>
internal sealed class Tour(ICloud cloud, IPluginCatalog plugins, Arguments arguments)
{
    private readonly string _name = $"quickstart-{DateTimeOffset.UtcNow.ToString("HHmmss", CultureInfo.InvariantCulture)}";
    private readonly List<VirtualMachine> _vms = [];

    public async Task<bool> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        foreach (var plugin in plugins.Plugins.Where(plugin => plugin.State != PluginState.Loaded))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]Plugin {plugin.Name} is {plugin.State}: {plugin.Reason}[/]");
        }
        var datacenter = new Datacenter(cloud, arguments, _name);
        try
        {
            await BuildAsync(datacenter);
            AnsiConsole.MarkupLineInterpolated($"Zone [bold]{datacenter.Zone.Name}[/] with {datacenter.Hosts.Count} hosts is ready after {clock.Elapsed.TotalSeconds:F1} s.");
            await ShowCapacityAsync(datacenter, "Capacity before");
            await DeployAsync(datacenter);
            await ShowWhyAsync(datacenter);
            await MoveAroundAsync(datacenter);
            await ShowAsync(datacenter);
            await ShowCapacityAsync(datacenter, "Capacity after");
            AnsiConsole.MarkupLineInterpolated($"Done after {clock.Elapsed.TotalSeconds:F1} s.");
            return true;
        }
        catch (Exception exception)
        {
            Tell("red", exception);
            await CleanUpAsync(datacenter);
            return false;
        }
    }

    /// <summary>Writes what went wrong as one line.</summary>
    public static void Tell(string colour, Exception exception) =>
        AnsiConsole.MarkupLine($"[{colour}]{Markup.Escape(string.Join(' ', exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))}[/]");

    private static Task BuildAsync(Datacenter datacenter) => Console.IsOutputRedirected
        ? datacenter.BuildAsync(_ => { })
        : AnsiConsole.Status().StartAsync("Building the zone", status => datacenter.BuildAsync(part => status.Status($"Building the zone: {part}")));

    private async Task DeployAsync(Datacenter datacenter)
    {
        var offering = (await RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0];
        var count = arguments.Vms ?? (arguments.IsReal ? 4 : 24);
        if (Console.IsOutputRedirected)
        {
            await DeployAsync(datacenter, offering, count, () => { });
            return;
        }
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask($"Deploying {count} virtual machines", maxValue: count);
            await DeployAsync(datacenter, offering, count, () => task.Increment(1));
        });
    }

    private Task DeployAsync(Datacenter datacenter, ServiceOffering offering, int count, Action deployed) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(async number =>
        {
            var vm = await RunAsync(Deployment(datacenter, offering, $"web-{number}"));
            lock (_vms)
            {
                _vms.Add(vm);
            }
            deployed();
        }));

    private static DeployVirtualMachine Deployment(Datacenter datacenter, ServiceOffering offering, string name) =>
        new(offering.Id, datacenter.Template.Id, datacenter.Zone.Id) { Name = name, NetworkIds = [datacenter.Network.Id] };

    /// <summary>A virtual machine that fits nowhere, and what the cloud says to it.</summary>
    private async Task ShowWhyAsync(Datacenter datacenter)
    {
        var huge = await RunAsync(new CreateServiceOffering(1024, 1000, "More than any host has", 1024, $"{_name} huge"));
        var report = await cloud.ExplainPlacementAsync(Deployment(datacenter, huge, "huge"), Caller.Root);
        AnsiConsole.MarkupLineInterpolated($"Why a virtual machine with 1,024 cores would go nowhere: [yellow]{report.Refusal}[/]");
        foreach (var reason in report.Reasons.Take(3))
        {
            AnsiConsole.MarkupLineInterpolated($"  [grey]{reason}[/]");
        }
        await RunAsync(new DeleteServiceOffering(huge.Id));
    }

    private async Task MoveAroundAsync(Datacenter datacenter)
    {
        var vms = _vms.OrderBy(vm => vm.InstanceName, StringComparer.Ordinal).ToList();
        if (vms.Count < 4)
        {
            return;
        }
        await RunAsync(new StopVirtualMachine(vms[0].Id));
        await RunAsync(new StartVirtualMachine(vms[0].Id));
        await RunAsync(new StopVirtualMachine(vms[1].Id));
        await RunAsync(new DestroyVirtualMachine(vms[2].Id));
        await MigrateAsync(datacenter, vms[3]);
    }

    private async Task MigrateAsync(Datacenter datacenter, VirtualMachine vm)
    {
        var from = datacenter.Hosts.First(host => host.Id == vm.HostId);
        if (datacenter.Hosts.FirstOrDefault(host => host.ClusterId == from.ClusterId && host.Id != from.Id) is not { } to)
        {
            return;
        }
        var moved = await RunAsync(new MigrateVirtualMachine(vm.Id) { HostId = to.Id });
        AnsiConsole.MarkupLineInterpolated($"{vm.Name} migrated from {from.Name} to {moved.HostName} while it was running.");
    }

    private async Task ShowAsync(Datacenter datacenter)
    {
        var table = new Table().Title("Virtual machines").AddColumns("Name", "Instance", "State", "Host", "Address", "Network");
        foreach (var vm in await RunAsync(new ListVirtualMachines { ZoneId = datacenter.Zone.Id, ListAll = true }))
        {
            var nic = vm.Nic.FirstOrDefault();
            table.AddRow(vm.Name ?? "", vm.InstanceName ?? "", $"{vm.State}", vm.HostName ?? "-", nic?.IpAddress ?? "-", nic?.BroadcastUri ?? "-");
        }
        AnsiConsole.Write(table);
    }

    private async Task ShowCapacityAsync(Datacenter datacenter, string title)
    {
        var table = new Table().Title(title).AddColumns("Kind", "Used", "Total", "Percent");
        foreach (var capacity in await RunAsync(new ListCapacity { ZoneId = datacenter.Zone.Id }))
        {
            if (KindOf(capacity.Type) is { } kind)
            {
                table.AddRow(kind, $"{capacity.CapacityUsed:N0}", $"{capacity.CapacityTotal:N0}", capacity.PercentUsed ?? "");
            }
        }
        AnsiConsole.Write(table);
    }

    private static string? KindOf(short? type) => type switch
    {
        0 => "Memory (bytes)",
        1 => "CPU (MHz)",
        3 => "Primary storage (bytes)",
        7 => "VLANs",
        _ => null,
    };

    /// <summary>After a failure nothing stays behind: neither on the hosts nor, in a database of its own, as rows.</summary>
    private async Task CleanUpAsync(Datacenter datacenter)
    {
        try
        {
            await RemoveVmsAsync(datacenter);
        }
        catch (Exception exception)
        {
            Tell("grey", exception);
        }
        await datacenter.RemoveAsync(exception => Tell("grey", exception));
    }

    /// <summary>Destroys the virtual machines of the zone and has the cloud expunge them at once, instead of after a day.</summary>
    private async Task RemoveVmsAsync(Datacenter datacenter)
    {
        if (datacenter.Built is not { } zone || await VmsOfAsync(zone) is not { Count: > 0 } vms)
        {
            return;
        }
        var (delay, interval) = (await SettingAsync("expunge.delay", "1"), await SettingAsync("expunge.interval", "1"));
        try
        {
            foreach (var vm in vms.Where(vm => vm.State != VirtualMachineState.Destroyed))
            {
                await RunAsync(new DestroyVirtualMachine(vm.Id));
            }
            for (var clock = Stopwatch.StartNew(); (await VmsOfAsync(zone)).Count > 0; await Task.Delay(TimeSpan.FromSeconds(1)))
            {
                if (clock.Elapsed > TimeSpan.FromMinutes(2))
                {
                    throw new TimeoutException("The destroyed virtual machines are not expunged after two minutes; the zone is left as it is.");
                }
            }
        }
        finally
        {
            await SettingAsync("expunge.delay", delay);
            await SettingAsync("expunge.interval", interval);
        }
    }

    private async Task<IReadOnlyList<VirtualMachine>> VmsOfAsync(Zone zone) => (await RunAsync(new ListVirtualMachines { ZoneId = zone.Id, ListAll = true })).Items;

    /// <summary>Sets a setting and returns what it was.</summary>
    private async Task<string?> SettingAsync(string name, string? value)
    {
        var before = (await RunAsync(new ListConfigurations { Name = name }))[0].Value;
        await RunAsync(new UpdateConfiguration(name) { Value = value });
        return before;
    }

    private Task<T> RunAsync<T>(ICommand<T> command) => cloud.ExecuteAsync(command, Caller.Root);
}
