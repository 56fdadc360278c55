using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>One step, so that the tags and the end of the job are written together: a key that is there already is an error, also for a second run.</summary>
internal sealed class CreateTagsSaga(Database database, IIdSource ids) : Saga<CreateTags, TagsState, Success>
{
    protected override async Task<TagsState> PrepareAsync(CreateTags command, CommandContext context, CancellationToken ct)
    {
        var kind = TaggedResources.Parse(command.ResourceType);
        if (command.Tags.Count == 0)
        {
            throw CloudStackException.Invalid("tags names no tag.");
        }
        foreach (var (key, value) in command.Tags)
        {
            if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(value) || key.Length > 255 || value.Length > 255)
            {
                throw CloudStackException.Invalid($"The tag '{key}' needs a key and a value of 1 to 255 characters.");
            }
        }
        await context.ReadAsync(db => TaggedResources.FindAsync(db, context.Caller, kind, command.ResourceIds), ct);
        return new TagsState();
    }

    protected override void Define(SagaBuilder<TagsState> saga) => saga.Step("tag", TagAsync);

    protected override Task<Success> ResultAsync(TagsState state, Db db) => Task.FromResult(Success.Done);

    private async Task TagAsync(TagsState state, SagaRun run, CancellationToken ct)
    {
        var command = (CreateTags)run.Command;
        var kind = TaggedResources.Parse(command.ResourceType);
        var caller = await database.ReadAsync(db => IdentityReader.ReadAsync(db, run.UserId), ct);
        await run.CommitAsync(async db =>
        {
            var resources = await TaggedResources.FindAsync(db, caller, kind, command.ResourceIds);
            var (numbers, keys) = (resources.Select(row => row.Id).ToArray(), command.Tags.Keys.ToArray());
            var taken = await db.ResourceTags.FirstOrDefaultAsync(tag => tag.ResourceType == kind && numbers.Contains(tag.ResourceId) && keys.Contains(tag.Name));
            if (taken is not null)
            {
                throw CloudStackException.Invalid($"The {kind} {taken.ResourceUuid} has a tag {taken.Name} already. Delete it first to give it another value.");
            }
            await db.ResourceTags.BulkCopyAsync(
                from resource in resources
                from tag in command.Tags
                select new ResourceTagRow
                {
                    Uuid = ids.NewGuid(),
                    AccountId = resource.AccountId,
                    DomainId = resource.DomainId,
                    ResourceType = kind,
                    ResourceId = resource.Id,
                    ResourceUuid = resource.Uuid,
                    Name = tag.Key,
                    Value = tag.Value,
                    Customer = command.Customer,
                });
        });
    }
}
