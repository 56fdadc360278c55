namespace CloudStack.Engine;

internal sealed class ReleaseDedicatedPodHandler(Dedications dedications) : IHandler<ReleaseDedicatedPod, Success>
{
    public Task<Success> HandleAsync(ReleaseDedicatedPod command, CommandContext context, CancellationToken ct) =>
        dedications.RemoveAsync(context, DedicationPlace.Of(context.Row<PodRow>(command.PodId.Value)), ct);
}
