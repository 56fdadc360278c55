using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal static class ResourceTagRows
{
    /// <summary>Takes the tags off a resource, in the transaction that removes it.</summary>
    public static Task RemoveAsync(Db db, string resourceType, long id) =>
        db.ResourceTags.Where(tag => tag.ResourceType == resourceType && tag.ResourceId == id).DeleteAsync();
}
