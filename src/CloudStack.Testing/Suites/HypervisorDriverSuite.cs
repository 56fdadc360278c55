using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

/// <summary>What every hypervisor driver keeps: hosts, and the life of a VM.</summary>
internal sealed partial class HypervisorDriverSuite : ConformanceSuite
{
    public HypervisorDriverSuite() : base(typeof(IHypervisorDriver))
    {
        Check(Traits_are_complete, "A hypervisor has a name, an image format and an address scheme, and its traits never change.");
        Check(A_probe_reports_what_the_host_has, "A probe reports a guid, a name, cores, their speed and memory, all above zero.");
        Check(A_second_probe_finds_the_same_machine, "A host's guid is the same in every probe.");
        Check(Two_hosts_have_two_guids, "A host's guid tells it from any other machine.", NeedsTwoHosts);
        Check(An_unreachable_host_is_named_and_nothing_was_done, "A host that does not answer gives a DriverException of outcome NotApplied whose message names the host.");

        Check(A_vm_starts_and_is_observed, "Ensure creates and starts a VM and returns it as it then is.");
        Check(A_second_ensure_leaves_one_vm, "A VM that is already as specified is left alone.");
        Check(A_vm_stops_and_starts_again, "Ensure stops a VM, and starts it again.");
        Check(A_second_stop_changes_nothing, "A VM that is already stopped is left alone.");
        Check(A_graceful_stop_ends_stopped, "A guest may take the given time to shut down by itself; then it is powered off. Either way the cloud stopped it, not the guest.");
        Check(A_stop_of_an_absent_vm_counts_as_done, "A VM that is not there does not run: there is nothing to stop.");
        Check(A_removed_vm_is_gone, "Remove powers a VM off and forgets it.");
        Check(A_remove_of_an_absent_vm_counts_as_done, "A VM that is not there counts as removed.");
        Check(A_removed_vm_can_be_ensured_again, "Remove leaves nothing behind that keeps the VM from being made again.");

        Check(Only_names_of_the_cloud_are_observed, "Observe lists names of the cloud's pattern only: i-ACCOUNT-ID-NAME, r-ID-NAME, v-, s- and l-.");
        Check(A_foreign_vm_is_left_out, "A VM whose name is not of the cloud's pattern is not observed.", NeedsForeignVm);
        Check(A_guest_that_switched_itself_off_is_told_apart, "A VM that its guest switched off is observed as Stopped and StoppedByGuest.", NeedsHook("ShutDownGuest", hooks => hooks.ShutDownGuest));
        Check(A_killed_vm_is_not_stopped_by_its_guest, "A VM that lost its power does not run, and is not StoppedByGuest.", NeedsHook("KillVm", hooks => hooks.KillVm));
        Check(A_killed_vm_starts_again, "Ensure starts a VM whatever ended it.", NeedsHook("KillVm", hooks => hooks.KillVm));

        Check(Many_vms_start_at_once, "Calls for different VMs may run at once.");
        Check(Odd_texts_change_nothing_else, "Display name and guest OS are free text; whatever is in them stays text.");
        Check(Odd_instance_names_are_kept, "The last part of an instance name is the cloud's own and may hold any character but hyphen, blank and plus.");
        Check(A_cancelled_token_does_nothing, "A call whose token is cancelled before it begins ends with OperationCanceledException.");
        Check(A_cancelled_ensure_converges, "A cancelled call ends promptly; its outcome is unknown, and another ensure makes the VM as specified.");
        Check(A_cut_connection_converges, "A call that loses its host fails as NotApplied or Unknown; once the host is back, another ensure makes the VM as specified.", NeedsCut);
        Check(A_lost_answer_is_not_called_not_applied, "When work was done but its answer was lost, the outcome is not NotApplied.", NeedsHook("LoseNextAnswer", hooks => hooks.LoseNextAnswer));
    }

    private static string? NeedsForeignVm(IHypervisorHarness harness) =>
        harness.Hooks is { PlantForeignVm: not null, RemoveForeignVm: not null } ? null : "hooks PlantForeignVm and RemoveForeignVm";

    private static string? NeedsCut(IHypervisorHarness harness) =>
        harness.Hooks is { CutConnection: not null, RestoreConnection: not null } ? null : "hooks CutConnection and RestoreConnection";

    private static Task Traits_are_complete(HypervisorTrial trial)
    {
        var traits = trial.Driver.Traits;
        Expect(!string.IsNullOrWhiteSpace(traits.Hypervisor), "Traits.Hypervisor is empty");
        Expect(traits.ImageFormats.Count > 0, "Traits.ImageFormats is empty");
        foreach (var host in trial.Harness.Hosts)
        {
            Expect(traits.AddressSchemes.Contains(host.Address.Scheme), $"Traits.AddressSchemes lacks '{host.Address.Scheme}' of host {NameOf(host)}");
        }

        var again = trial.Driver.Traits;
        Expect(again.Hypervisor == traits.Hypervisor && again.ImageFormats.SequenceEqual(traits.ImageFormats), "Traits differ from one read to the next");
        return Task.CompletedTask;
    }

    private static async Task A_probe_reports_what_the_host_has(HypervisorTrial trial)
    {
        foreach (var host in trial.Harness.Hosts)
        {
            var facts = await ProbeAsync(trial, host);
            Expect(!string.IsNullOrWhiteSpace(facts.Guid), $"host {NameOf(host)} has no guid");
            Expect(!string.IsNullOrWhiteSpace(facts.Name), $"host {NameOf(host)} has no name");
            Expect(facts is { Cpus: > 0, CpuMhz: > 0, MemoryBytes: > 0 }, $"host {NameOf(host)} has {facts.Cpus} cores of {facts.CpuMhz} MHz and {facts.MemoryBytes} bytes");
        }
    }

    private static async Task A_second_probe_finds_the_same_machine(HypervisorTrial trial)
    {
        var (first, second) = (await ProbeAsync(trial, trial.Host), await ProbeAsync(trial, trial.Host));
        Expect(first.Guid == second.Guid, $"the guid was {first.Guid}, then {second.Guid}");
    }

    private static async Task Two_hosts_have_two_guids(HypervisorTrial trial)
    {
        var (first, second) = (await ProbeAsync(trial, trial.Host), await ProbeAsync(trial, trial.OtherHost));
        Expect(first.Guid != second.Guid, $"hosts {NameOf(trial.Host)} and {NameOf(trial.OtherHost)} both have guid {first.Guid}");
    }

    private static async Task An_unreachable_host_is_named_and_nothing_was_done(HypervisorTrial trial)
    {
        var host = trial.Harness.UnreachableHost;
        var spec = trial.Harness.CreateVm(trial.NewVm(), []);
        (string Call, Func<CancellationToken, Task> Work)[] calls =
        [
            ("ProbeAsync", token => trial.Driver.ProbeAsync(host, token)),
            ("EnsureAsync", token => trial.Driver.EnsureAsync(host, spec, token)),
            ("ObserveAsync", token => trial.Driver.ObserveAsync(host, token)),
            ("RemoveAsync", token => trial.Driver.RemoveAsync(host, spec.Vm, token)),
        ];
        foreach (var (call, work) in calls)
        {
            var error = await trial.ExpectRefusalAsync($"{call} on unreachable host {NameOf(host)}", work);
            Expect(error.Message.Contains(NameOf(host), StringComparison.OrdinalIgnoreCase), $"{call} does not name host {NameOf(host)} in its message: {error.Message}");
        }
    }

    private static Task<HostFacts> ProbeAsync(HypervisorTrial trial, HostEndpoint host) =>
        trial.LimitAsync("ProbeAsync", token => trial.Driver.ProbeAsync(host, token));
}
