using MySqlConnector;

namespace CloudStack.Server.Setup;

/// <summary>Makes a MySQL database and the user that the cloud has there. What exists stays.</summary>
internal static class MySqlDeployment
{
    /// <param name="database">The cloud's own address of the database.</param>
    /// <param name="administrator">A MySQL administrator, as <c>user:password</c>.</param>
    public static async Task RunAsync(string database, string administrator)
    {
        if (!Uri.TryCreate(database, UriKind.Absolute, out var address) || address.Scheme is not ("mysql" or "mariadb") || address.AbsolutePath.Length < 2)
        {
            throw new ArgumentException("--deploy-as takes a database like mysql://user:password@host:3306/database.", nameof(database));
        }
        var (admin, user) = (administrator.Split(':', 2), address.UserInfo.Split(':', 2));
        var connection = new MySqlConnectionStringBuilder
        {
            Server = address.Host, Port = address.Port > 0 ? (uint)address.Port : 3306, UserID = admin[0], Password = admin.ElementAtOrDefault(1) ?? "",
        };
        await using var server = new MySqlConnection(connection.ConnectionString);
        await server.OpenAsync();
        var (name, account) = ($"`{Uri.UnescapeDataString(address.AbsolutePath[1..]).Replace("`", "``", StringComparison.Ordinal)}`", $"{Text(user[0])}@'%'");
        var password = Text(user.ElementAtOrDefault(1) ?? "");
        await ExecuteAsync($"create database if not exists {name} character set utf8mb4");
        await ExecuteAsync($"create user if not exists {account} identified by {password}");
        await ExecuteAsync($"grant all privileges on {name}.* to {account}");

        async Task ExecuteAsync(string sql)
        {
            await using var command = new MySqlCommand(sql, server);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Text(string encoded) =>
        $"'{MySqlHelper.EscapeString(Uri.UnescapeDataString(encoded))}'";
}
