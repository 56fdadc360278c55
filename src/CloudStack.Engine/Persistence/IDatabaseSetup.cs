using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Makes and upgrades the database of the cloud without starting the cloud; starting it does the same.</summary>
public interface IDatabaseSetup
{
    /// <summary>What and where the database is, without secrets.</summary>
    string Name { get; }

    /// <summary>Brings the schema up to date, opens the key, and fills a new database with the defaults. May be repeated.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it is a new cloud, whose administrator has the password of <see cref="CloudOptions.AdminPassword"/>.</returns>
    /// <exception cref="InvalidOperationException">The key is missing or wrong, or a newer release has upgraded the database.</exception>
    Task<bool> RunAsync(CancellationToken cancellationToken = default);
}

internal sealed class DatabaseSetup(CloudEngine engine, Database database, ServerRegistry server) : IDatabaseSetup
{
    public string Name => database.Name;

    public async Task<bool> RunAsync(CancellationToken cancellationToken = default)
    {
        var isNew = await engine.PrepareAsync(cancellationToken);
        await server.NoteAsync(cancellationToken);
        return isNew;
    }
}
