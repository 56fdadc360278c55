using CloudStack.Engine.MySql;
using CloudStack.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MySqlConnector;

namespace CloudStack;

/// <summary>Keeps the cloud in MySQL or MariaDB.</summary>
public static class MySqlBuilderExtensions
{
    /// <summary>
    /// Keeps the cloud in a MySQL or MariaDB database, which any number of management servers may share. The database exists and is empty, or was
    /// made by this product; tables are created and upgraded at the first use. Every server needs the same key (<c>UseKey</c>).
    /// </summary>
    /// <param name="builder">The cloud.</param>
    /// <param name="connection">A MySqlConnector connection string, or <c>mysql://user:password@host:port/database</c>.</param>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static ICloudStackBuilder UseMySql(this ICloudStackBuilder builder, string connection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        var connectionString = FromUri(connection) ?? new MySqlConnectionStringBuilder(connection).ConnectionString;
        builder.Services.Replace(ServiceDescriptor.Singleton<Database>(_ => new MySqlDatabase(connectionString)));
        return builder;
    }

    private static string? FromUri(string text)
    {
        if (!text.StartsWith("mysql://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("mariadb://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
        {
            throw new ArgumentException("A database address looks like mysql://user:password@host:3306/database.", nameof(text));
        }
        var user = uri.UserInfo.Split(':', 2);
        return new MySqlConnectionStringBuilder
        {
            Server = uri.Host,
            Port = uri.Port > 0 ? (uint)uri.Port : 3306,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            UserID = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "",
        }.ConnectionString;
    }
}
