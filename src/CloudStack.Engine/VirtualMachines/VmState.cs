using System.Text.Json.Serialization;

namespace CloudStack.Engine;

/// <summary>What every saga on a VM knows.</summary>
internal class VmState : SagaState
{
    /// <summary>Whether the caller may see hosts in the answer.</summary>
    public bool ForAdmin { get; set; }

    public static T Of<T>(VirtualMachineRow vm, CommandContext context) where T : VmState, new() => new()
    {
        EntityUuid = vm.Uuid,
        EntityId = vm.Id,
        OwnerAccountId = vm.AccountId,
        OwnerDomainId = vm.DomainId,
        ForAdmin = context.Caller.IsRoot,
    };
}

/// <summary>What sagas know that start a VM.</summary>
internal sealed class VmStartState : VmState
{
    /// <summary>What a deployment records; after that, what is known of the VM until a try of its start fails.</summary>
    [JsonIgnore]
    public DeploymentPlan? Plan { get; set; }

    /// <summary>The affinity groups that a decision was made on, which its claim makes sure of.</summary>
    [JsonIgnore]
    public IReadOnlyList<AffinityVersion> Affinity { get; set; } = [];

    /// <summary>How clients see the VM, read when it had started and before it is said to run.</summary>
    [JsonIgnore]
    public VirtualMachine? View { get; set; }

    /// <summary>Whether to start at all (<c>startvm</c>).</summary>
    public bool Start { get; set; } = true;

    /// <summary>Host that an administrator named.</summary>
    public Guid? PinnedHost { get; set; }

    /// <summary>Whether the caller is a root administrator, who may use what is disabled.</summary>
    public bool IsRootAdmin { get; set; }

    /// <summary>Hosts and pools where this start has failed.</summary>
    public List<Guid> AvoidHosts { get; set; } = [];

    public List<Guid> AvoidPools { get; set; } = [];

    /// <summary>How many places have been tried.</summary>
    public int Tries { get; set; }

    /// <summary>The host that is claimed, or 0.</summary>
    public long HostId { get; set; }

    /// <summary>Whether the VM may have been started on the claimed host.</summary>
    public bool MayRun { get; set; }

    /// <summary>Volumes that this start makes, which a failure removes again.</summary>
    public List<long> NewVolumes { get; set; } = [];

    /// <summary>Why the last place failed, for the error when no other is left.</summary>
    public string? LastFailure { get; set; }

    /// <summary>The password that the guest gets; encrypted.</summary>
    public string? Password { get; set; }
}
