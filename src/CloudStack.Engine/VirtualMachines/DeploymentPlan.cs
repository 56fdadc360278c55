namespace CloudStack.Engine;

/// <summary>What a deployment will record, checked and ready.</summary>
internal sealed record DeploymentPlan(
    VirtualMachineRow Vm, IReadOnlyList<VolumeRow> Volumes, IReadOnlyList<SelectedNetwork> Networks, IReadOnlyDictionary<string, string> Details, string? Password);
