using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Brings a template to one pool. The cloud's own command.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="PoolId">The pool.</param>
[Command("prepareTemplateOnPool", Access = Role.None, Runs = Runs.AsJob, JobInstance = "Template")]
internal sealed record PrepareTemplateOnPool(TemplateId TemplateId, StoragePoolId PoolId) : ICommand<Success>;

/// <summary>What such a job knows.</summary>
internal sealed class PrepareTemplateState : SagaState
{
    public long PoolId { get; set; }
}

internal sealed class PrepareTemplateOnPoolSaga(
    Database database, ImageAddresses images, VmProvisioner provisioner, HypervisorGateway hypervisors, PlacementIndex index, ISecretProtector secrets)
    : Saga<PrepareTemplateOnPool, PrepareTemplateState, Success>
{
    protected override Task<PrepareTemplateState> PrepareAsync(PrepareTemplateOnPool command, CommandContext context, CancellationToken ct)
    {
        var (template, pool) = (context.Row<TemplateRow>(command.TemplateId.Value), context.Row<StoragePoolRow>(command.PoolId.Value));
        return Task.FromResult(new PrepareTemplateState
        {
            EntityUuid = template.Uuid, EntityId = template.Id, OwnerAccountId = template.AccountId, OwnerDomainId = template.DomainId, PoolId = pool.Id,
        });
    }

    protected override void Define(SagaBuilder<PrepareTemplateState> saga) => saga.Step("bring", BringAsync);

    protected override IReadOnlyList<string> Locks(PrepareTemplateState state) => [FormattableString.Invariant($"template:{state.EntityUuid}:{state.PoolId}")];

    protected override Task<Success> ResultAsync(PrepareTemplateState state, Db db) => Task.FromResult(Success.Done);

    private async Task BringAsync(PrepareTemplateState state, SagaRun run, CancellationToken ct)
    {
        var (pool, host, template) = await database.ReadAsync(async db =>
        {
            var row = await db.GetAsync<StoragePoolRow>(state.PoolId, ct);
            var sources = await images.TemplatesAsync(db, [await db.GetAsync<TemplateRow>(state.EntityId, ct)], row.ZoneId, ct);
            var near = await (from link in db.StoragePoolHosts
                              join other in db.Hosts on link.HostId equals other.Id
                              where link.PoolId == row.Id && other.Removed.IsNotSet() && other.Status == HostStatus.Up
                              orderby other.Id
                              select other).FirstOrDefaultAsync(ct);
            return (row, near, sources.GetValueOrDefault(state.EntityId));
        }, ct);
        if (host is null || template is null)
        {
            throw new DriverException(Outcome.NotApplied, host is null ? $"No host that reaches the storage {pool.Name} is up." : "The template is not in the zone any more.");
        }
        var (connection, spec) = (await hypervisors.ConnectAsync(host, ct), PoolSpecs.Of(pool, secrets));
        await connection.CallFacetAsync<IHostStorage, PoolFacts>("Primary storage", (storage, endpoint) => storage.EnsurePoolAsync(endpoint, spec, ct), ct);
        var facts = await connection.CallFacetAsync<IHostStorage, TemplateFacts>("Primary storage",
            (storage, endpoint) => storage.EnsureTemplateAsync(endpoint, spec, template, ct), ct);
        await run.CommitAsync(db => provisioner.RecordTemplateAsync(db, state.EntityId, pool.ZoneId, pool.Id, facts));
        index.Invalidate(pool.ZoneId);
    }
}
