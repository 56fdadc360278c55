using System.Text;
using System.Text.RegularExpressions;
using LinqToDB.Data;

namespace CloudStack.Engine.Tests;

/// <summary>The schema of a database as text that can be compared: one column or key a line, without what differs from server to server.</summary>
internal static partial class SchemaText
{
    public static Task<string> OfAsync(Database database) => database.ReadAsync(db => Task.FromResult(TestDatabases.IsMariaDb ? MariaDb(db) : Sqlite(db)));

    private static string Sqlite(Db db) => string.Concat(db
        .Query<string>("select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by tbl_name, type desc, name")
        .ToList()
        .Select(sql => Lines(Spaces().Replace(sql.Trim(), " ")) + ";\n"));

    private static string MariaDb(Db db) => string.Concat(db
        .Query<string>("select table_name from information_schema.tables where table_schema = database() order by table_name")
        .ToList()
        .Select(table => db.Query(reader => reader.GetString(1), $"show create table `{table}`").Single())
        .Select(sql => ServerDependent().Replace(sql, "") + ";\n"));

    /// <summary>Breaks at the commas of the outer parentheses.</summary>
    private static string Lines(string sql)
    {
        if (!sql.StartsWith("CREATE TABLE", StringComparison.OrdinalIgnoreCase))
        {
            return sql;
        }
        var text = new StringBuilder();
        var depth = 0;
        foreach (var letter in sql)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            text.Append((letter, depth) switch
            {
                ('(', 1) => "(\n ",
                (',', 1) => ",\n ",
                (')', 0) => "\n)",
                _ => letter.ToString(),
            });
        }
        return DoubleIndent().Replace(text.ToString(), "\n  ");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n +")]
    private static partial Regex DoubleIndent();

    [GeneratedRegex(@" AUTO_INCREMENT=\d+| (DEFAULT CHARSET|CHARACTER SET|COLLATE)[= ]\w+")]
    private static partial Regex ServerDependent();
}
