using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

internal sealed class LiveMigrationSuite : ConformanceSuite
{
    public LiveMigrationSuite() : base(typeof(ILiveMigration))
    {
        Check(A_vm_moves, "A moved VM runs on the target, and on the target only.", NeedsTwoHosts);
        Check(A_second_migrate_changes_nothing, "When the VM is already on the target, nothing happens.", NeedsTwoHosts);
        Check(A_vm_moves_there_and_back, "A move leaves nothing behind that keeps the VM from coming back.", NeedsTwoHosts);
        Check(A_move_to_an_unreachable_host_leaves_the_vm, "On failure the VM runs on the source.");
        Check(An_absent_vm_does_not_move, "A VM that is on neither host gives NotApplied.", NeedsTwoHosts);
        Check(A_cancelled_move_leaves_one_running_vm, "A cancelled move ends promptly and leaves the VM running on one of the two hosts; moving again brings it to the target.", NeedsTwoHosts);
        Check(Many_vms_move_at_once, "Different VMs may move at once, in both directions.", NeedsTwoHosts);
    }

    private static Task MoveAsync(HypervisorTrial trial, HostEndpoint from, HostEndpoint to, VmSpec spec) =>
        trial.LimitAsync("MigrateAsync", token => trial.Facet<ILiveMigration>().MigrateAsync(from, to, spec, token));

    private static async Task ExpectOnAsync(HypervisorTrial trial, VmRef vm, HostEndpoint there, HostEndpoint notThere, string when)
    {
        await trial.ExpectPowerAsync(vm, VmPower.Running, when, there);
        await trial.ExpectPowerAsync(vm, VmPower.Stopped, when, notThere);
    }

    private static async Task A_vm_moves(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await MoveAsync(trial, trial.Host, trial.OtherHost, spec);
        await ExpectOnAsync(trial, spec.Vm, trial.OtherHost, trial.Host, "migrate");
    }

    private static async Task A_second_migrate_changes_nothing(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await MoveAsync(trial, trial.Host, trial.OtherHost, spec);
        await MoveAsync(trial, trial.Host, trial.OtherHost, spec);
        await ExpectOnAsync(trial, spec.Vm, trial.OtherHost, trial.Host, "a second migrate");
    }

    private static async Task A_vm_moves_there_and_back(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await MoveAsync(trial, trial.Host, trial.OtherHost, spec);
        await MoveAsync(trial, trial.OtherHost, trial.Host, spec);
        await ExpectOnAsync(trial, spec.Vm, trial.Host, trial.OtherHost, "a move there and back");
    }

    private static async Task A_move_to_an_unreachable_host_leaves_the_vm(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        var target = trial.Harness.UnreachableHost;
        await trial.ExpectRefusalAsync($"MigrateAsync to unreachable host {NameOf(target)}", token => trial.Facet<ILiveMigration>().MigrateAsync(trial.Host, target, spec, token));
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Running, "a failed move");
    }

    private static async Task An_absent_vm_does_not_move(HypervisorTrial trial)
    {
        var spec = trial.Harness.CreateVm(trial.NewVm(), []);
        await trial.ExpectRefusalAsync("MigrateAsync of an absent VM", token => trial.Facet<ILiveMigration>().MigrateAsync(trial.Host, trial.OtherHost, spec, token));
        await trial.ExpectPowerAsync(spec.Vm, VmPower.Stopped, "a refused move", trial.OtherHost);
    }

    private static async Task A_cancelled_move_leaves_one_running_vm(HypervisorTrial trial)
    {
        var spec = await trial.StartVmAsync();
        await trial.CancelAsync(
            "MigrateAsync", token => trial.Facet<ILiveMigration>().MigrateAsync(trial.Host, trial.OtherHost, spec, token), TimeSpan.FromMilliseconds(50));
        await trial.ExpectSoonAsync(async () =>
        {
            var (here, there) = (await trial.FindAsync(spec.Vm), await trial.FindAsync(spec.Vm, trial.OtherHost));
            return (
                here is { Power: VmPower.Running } != there is { Power: VmPower.Running },
                $"after a cancelled move the VM is {here?.Power.ToString() ?? "absent"} on the source and {there?.Power.ToString() ?? "absent"} on the target");
        });
        await MoveAsync(trial, trial.Host, trial.OtherHost, spec);
        await ExpectOnAsync(trial, spec.Vm, trial.OtherHost, trial.Host, "a cancelled and another move");
    }

    private static async Task Many_vms_move_at_once(HypervisorTrial trial)
    {
        List<(VmSpec Spec, HostEndpoint From, HostEndpoint To)> moves = [];
        for (var i = 0; i < Math.Max(2, trial.Harness.Parallelism / 2); i++)
        {
            var (from, to) = i % 2 == 0 ? (trial.Host, trial.OtherHost) : (trial.OtherHost, trial.Host);
            moves.Add((await trial.StartVmAsync(from), from, to));
        }

        await Task.WhenAll(moves.Select(move => Task.Run(() => MoveAsync(trial, move.From, move.To, move.Spec))));
        foreach (var (spec, from, to) in moves)
        {
            await ExpectOnAsync(trial, spec.Vm, to, from, "many moves at once");
        }
    }
}
