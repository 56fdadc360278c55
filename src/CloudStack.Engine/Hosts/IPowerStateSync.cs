using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>Compares what VMs do with what they should.</summary>
internal interface IPowerStateSync
{
    /// <summary>Takes what was seen on a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="observed">Every VM of this cloud on it.</param>
    /// <param name="observedAt">When the observation began; what the cloud did to a VM later than that counts more.</param>
    /// <param name="ct">Ends the work.</param>
    Task ReportAsync(HostRow host, IReadOnlyList<VmObservation> observed, DateTimeOffset observedAt, CancellationToken ct);
}
