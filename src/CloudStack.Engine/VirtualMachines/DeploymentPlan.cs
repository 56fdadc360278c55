using CloudStack.Placement;

namespace CloudStack.Engine;

/// <summary>
/// What a deployment will record, checked and ready, with the rows that it was made from. As long as the first try of its start runs it also stands for
/// what is in the database, which then need not be read again.
/// </summary>
internal sealed record DeploymentPlan(
    VirtualMachineRow Vm, IReadOnlyList<VolumeRow> Volumes, IReadOnlyList<SelectedNetwork> Networks, IReadOnlyDictionary<string, string> Details, string? Password)
{
    public required ServiceOfferingRow Offering { get; init; }

    public required DiskOfferingRow? DiskOffering { get; init; }

    public required TemplateRow Template { get; init; }

    /// <summary>The template in the zone.</summary>
    public required TemplateZoneRow Copy { get; init; }

    /// <summary>The affinity groups that the VM is put into.</summary>
    public IReadOnlyList<AffinityGroupRow> AffinityGroups { get; init; } = [];

    /// <summary>What placement has to know of these.</summary>
    public required PlacementFacts Facts { get; init; }

    /// <summary>The NICs, once they are recorded.</summary>
    public List<NicRow> Nics { get; } = [];

    /// <summary>Takes over what the committed claim has written.</summary>
    public void Claimed(HeldPlace place)
    {
        (Vm.State, Vm.HostId, Vm.PodId, Vm.ClusterId) = (VirtualMachineState.Starting, place.Host!.Id, place.Host.PodId, place.Host.ClusterId);
        for (var i = 0; i < place.Pools.Count; i++)
        {
            var volume = Volumes.First(row => row.Uuid == place.Result.Volumes[i].VolumeId.Value);
            (volume.PoolId, volume.HoldsBytes, volume.State) = (place.Pools[i].Id, volume.SizeBytes, VolumeState.Creating);
        }
    }
}
