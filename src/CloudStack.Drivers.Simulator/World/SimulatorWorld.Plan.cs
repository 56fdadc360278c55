using System.Collections.Concurrent;

namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorWorld
{
    private readonly Lock _planning = new();
    private readonly ConcurrentBag<ITimer> _timers = [];
    private readonly ControlFile? _control;
    private ActivePlan? _controlPlan;
    private volatile ActivePlan[] _plans = [];

    /// <summary>Adds faults, which count calls from now on, and events.</summary>
    /// <param name="plan">The faults and events.</param>
    public void Plan(SimulatorPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        lock (_planning)
        {
            if (plan.Faults.Count > 0)
            {
                _plans = [.. _plans, new ActivePlan(plan.Faults, Options.Seed)];
            }
        }

        foreach (var happening in plan.Events)
        {
            Schedule(happening);
        }
    }

    /// <summary>Adds faults and events in the text form of <see cref="SimulatorPlan.Parse"/>.</summary>
    /// <param name="plan">The text.</param>
    /// <exception cref="FormatException">An entry cannot be read; the message shows it.</exception>
    public void Plan(string plan) => Plan(SimulatorPlan.Parse(plan));

    /// <summary>Forgets all planned faults, those of the control file too until it changes again. Hosts that were dropped stay so.</summary>
    public void ClearFaults()
    {
        lock (_planning)
        {
            (_plans, _controlPlan) = ([], null);
        }
    }

    /// <summary>Makes something happen now. A VM is looked for on every host; one that is nowhere is left alone.</summary>
    /// <param name="happening">What happens; its time is not looked at.</param>
    public void Happen(SimulatorEvent happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        _journal?.CatchUp();
        switch (happening.Kind)
        {
            case SimulatorEventKind.HostDrop or SimulatorEventKind.HostReturn or SimulatorEventKind.HostCrash:
                ChangeHost(HostNamed(happening.Name), happening.Kind);
                break;
            default:
                foreach (var host in _hosts.Values)
                {
                    Drift(host, happening.Name, happening.Kind);
                }

                break;
        }
    }

    internal bool CanMeetFault(SimulatorCall call)
    {
        foreach (var plan in _plans)
        {
            if (plan.CanMeet(call))
            {
                return true;
            }
        }

        return false;
    }

    internal List<MetFault> CountCall(SimulatorCall call, string host)
    {
        List<MetFault> met = [];
        foreach (var plan in _plans)
        {
            plan.Count(call, host, met);
        }

        return met;
    }

    /// <summary>Changes a VM without the driver's doing.</summary>
    internal void Drift(SimulatedHost host, string vmName, SimulatorEventKind kind)
    {
        lock (host.Gate)
        {
            if (!host.Vms.TryGet(vmName, out var vm))
            {
                return;
            }

            if (kind == SimulatorEventKind.VmVanish)
            {
                Commit(host.Forget(vmName));
            }
            else if (vm.Power == VmPower.Running)
            {
                Commit(host.Change(vm with
                {
                    Power = kind == SimulatorEventKind.VmCrash ? VmPower.Crashed : VmPower.Stopped,
                    StoppedByGuest = kind == SimulatorEventKind.VmShutdown,
                }));
            }
        }
    }

    private void ChangeHost(SimulatedHost host, SimulatorEventKind kind)
    {
        lock (host.Gate)
        {
            List<WorldRecord> changes = [new WorldRecord { Kind = RecordKind.Host, Host = host.Name, Gone = kind != SimulatorEventKind.HostReturn }];
            if (kind == SimulatorEventKind.HostCrash)
            {
                changes.AddRange(host.Vms.Values.Where(vm => vm.Power == VmPower.Running).Select(vm => host.Change(vm with { Power = VmPower.Stopped })));
            }

            Commit([.. changes]);
        }
    }

    private void UseControl(SimulatorPlan plan)
    {
        lock (_planning)
        {
            var before = _controlPlan;
            _controlPlan = new ActivePlan(plan.Faults, Options.Seed);
            _plans = [.. _plans.Where(active => active != before), _controlPlan];
        }

        foreach (var happening in plan.Events)
        {
            Schedule(happening);
        }
    }

    private void Schedule(SimulatorEvent happening)
    {
        if (happening.After <= TimeSpan.Zero)
        {
            Happen(happening);
            return;
        }

        _timers.Add(Time.CreateTimer(_ => Happen(happening), null, happening.After, Timeout.InfiniteTimeSpan));
    }
}
