using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>One step, so that the tags and the job end together: tags that are not there are an error, also for a second run.</summary>
internal sealed class DeleteTagsSaga(Database database) : Saga<DeleteTags, TagsState, Success>
{
    protected override async Task<TagsState> PrepareAsync(DeleteTags command, CommandContext context, CancellationToken ct)
    {
        await context.ReadAsync(db => FindAsync(db, context.Caller, command), ct);
        return new TagsState();
    }

    protected override void Define(SagaBuilder<TagsState> saga) => saga.Step("untag", UntagAsync);

    protected override Task<Success> ResultAsync(TagsState state, Db db) => Task.FromResult(Success.Done);

    private async Task UntagAsync(TagsState state, SagaRun run, CancellationToken ct)
    {
        var command = (DeleteTags)run.Command;
        var caller = await database.ReadAsync(db => IdentityReader.ReadAsync(db, run.UserId), ct);
        await run.CommitAsync(async db =>
        {
            var found = await FindAsync(db, caller, command);
            await db.ResourceTags.Where(tag => found.Contains(tag.Id)).DeleteAsync();
        });
    }

    private static async Task<IReadOnlyList<long>> FindAsync(Db db, Identity caller, DeleteTags command)
    {
        var kind = TaggedResources.Parse(command.ResourceType);
        var numbers = (await TaggedResources.FindAsync(db, caller, kind, command.ResourceIds)).Select(row => row.Id).ToArray();
        var tags = await db.ResourceTags.Where(tag => tag.ResourceType == kind && numbers.Contains(tag.ResourceId)).ToListAsync();
        var found = tags.Where(tag => command.Tags is null
            || (command.Tags.TryGetValue(tag.Name, out var value) && (string.IsNullOrEmpty(value) || value == tag.Value))).Select(tag => tag.Id).ToList();
        return found.Count > 0 ? found : throw CloudStackException.Invalid("None of these resources has such a tag. listTags shows those that there are.");
    }
}
