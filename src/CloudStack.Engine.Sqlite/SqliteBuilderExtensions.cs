using CloudStack.Engine.Persistence;
using CloudStack.Engine.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudStack;

/// <summary>Keeps the cloud in SQLite.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Keeps the cloud in a SQLite file, which is made when it is not there. One cloud at a time may use the file: it holds a lock on
    /// a file beside it named <c>.lock</c>, and a second one is refused at its first command.
    /// Secrets in it are encrypted with a key that, unless another is configured, stands beside it in a file named <c>.key</c>: back up both.
    /// </summary>
    /// <param name="builder">The cloud.</param>
    /// <param name="file">Path of the file.</param>
    public static ICloudStackBuilder UseSqlite(this ICloudStackBuilder builder, string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        builder.Services.Replace(ServiceDescriptor.Singleton<Database>(_ => new SqliteDatabase(Path.GetFullPath(file))));
        return builder;
    }

    /// <summary>Keeps the cloud in memory, for tests and trials: it is gone when the service provider is disposed.</summary>
    /// <param name="builder">The cloud.</param>
    public static ICloudStackBuilder UseSqliteInMemory(this ICloudStackBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<Database>(_ => new SqliteDatabase(null)));
        return builder;
    }
}
