using System.Collections.Concurrent;

namespace CloudStack.Engine;

/// <summary>The UUID inside an id of any kind.</summary>
internal static class EntityIds
{
    private static readonly ConcurrentDictionary<Type, Func<object, Guid>> Readers = new();

    public static Guid ValueOf(object id) => Readers.GetOrAdd(id.GetType(), Reader)(id);

    private static Func<object, Guid> Reader(Type type) =>
        (Func<object, Guid>)typeof(EntityIds).GetMethod(nameof(Make), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null)!;

    private static Func<object, Guid> Make<T>() where T : struct, IEntityId<T> => id => ((T)id).Value;
}
