using CloudStack.Engine.Tests.VirtualMachines;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine.Tests.Servers;

public sealed class TakeoverTests
{
    [Test, CancelAfter(60_000)]
    public async Task A_job_that_is_taken_over_does_not_wait_for_one_that_waits_for_it(CancellationToken patience)
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync("victim");
        var jobs = vms.Cloud.Get<JobRunner>();
        jobs.Observer = _ => throw new SagaKilledException();
        var killed = await vms.Cloud.Cloud.StartAsync(new StopVirtualMachine(vm.Id), Caller.System, patience);
        await jobs.WhenIdleAsync();
        jobs.Observer = null;

        // What comes to this server before it has noticed waits for what the killed one had locked.
        var waiting = await vms.Cloud.Cloud.StartAsync(new StopVirtualMachine(vm.Id), Caller.System, patience);
        jobs.Resume(await vms.Cloud.Database.ReadAsync(db => db.Jobs.Where(row => row.Uuid == killed.JobId.Value).ToListAsync(patience), patience));
        var idle = jobs.WhenIdleAsync();
        while (!idle.IsCompleted)
        {
            vms.Cloud.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(idle, Task.Delay(1, patience));
            patience.ThrowIfCancellationRequested();
        }

        var ended = await vms.Cloud.Database.ReadAsync(db => db.Jobs.Where(row => row.Uuid == killed.JobId.Value || row.Uuid == waiting.JobId.Value)
            .Select(row => row.Status).ToListAsync(patience), patience);
        Assert.That(ended, Has.None.EqualTo(JobStatus.InProgress));
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.JobLocks.CountAsync(patience), patience), Is.Zero);
    }
}
