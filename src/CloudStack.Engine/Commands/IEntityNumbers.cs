using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Finds entities by the numbers that the database gives them; clients of 4.1 may use those in place of UUIDs.</summary>
public interface IEntityNumbers
{
    /// <summary>The UUID of an entity, also of one that was removed; null when there is none with that number.</summary>
    /// <param name="idType">The id type of its kind, for example <see cref="ZoneId"/>.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Guid?> FindAsync(Type idType, long number, CancellationToken cancellationToken = default);
}

internal sealed class EntityNumbers(CloudEngine engine, Database database) : IEntityNumbers
{
    public async Task<Guid?> FindAsync(Type idType, long number, CancellationToken cancellationToken = default)
    {
        await engine.StartAsync(cancellationToken);
        return EntityKinds.All.GetValueOrDefault(idType)?.FindNumber is { } find ? await database.ReadAsync(db => find(db, number), cancellationToken) : null;
    }
}
