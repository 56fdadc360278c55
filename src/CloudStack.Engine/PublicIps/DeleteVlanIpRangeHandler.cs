namespace CloudStack.Engine;

internal sealed class DeleteVlanIpRangeHandler : IHandler<DeleteVlanIpRange, Success>
{
    public Task<Success> HandleAsync(DeleteVlanIpRange command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var range = context.Row<VlanIpRangeRow>(command.Id.Value);
            await Ip6Use.CheckAsync(db, range);
            await IpRanges.DeleteAsync(db, [range.Id], context.Now);
            return new Success();
        }, ct);
}
