using System.Collections.Concurrent;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// The statements on one whole row, written once for each kind of row. The work of a job is mostly these, and a LINQ query costs ten times as much as to
/// run one of them: what is asked by key goes through here, everything else is LINQ.
/// </summary>
internal static class RowStatements<T> where T : class
{
    private static readonly EntityDescriptor Entity = RowMetadata.Schema.GetEntityDescriptor(typeof(T));
    private static readonly ColumnDescriptor[] Stored = [.. Entity.Columns.Where(column => !column.IsIdentity)];
    private static readonly ColumnDescriptor[] Changed = [.. Stored.Where(column => column.MemberName != nameof(IVersionedRow.Version))];
    /// <summary>The table's name, quoted.</summary>
    public static readonly string Table = Quoted(Entity.Name.Name);

    /// <summary>Inserts a row; the database's function for the number that it gave follows.</summary>
    public static readonly string Insert =
        $"insert into {Table} ({Names(Stored)}) values ({string.Join(", ", Stored.Select(column => "@" + column.ColumnName))})";

    /// <summary>Writes every column back where <c>@id</c> and <c>@version</c> are the row's.</summary>
    public static readonly string UpdateVersioned =
        $"update {Table} set {string.Join(", ", Changed.Select(column => $"{Quoted(column.ColumnName)} = @{column.ColumnName}"))}, version = version + 1 "
        + "where id = @id and version = @version";

    private static readonly string Select = $"select {Names(Entity.Columns)} from {Table} where ";
    private static readonly ConcurrentDictionary<string, string> ByProperty = new();
    private static readonly ConcurrentDictionary<(string Property, int Count), string> ByMany = new();
    private static readonly ConcurrentDictionary<string, string> Columns = new();

    /// <summary>Selects the rows with a value, <c>@value</c>, in the column of a property.</summary>
    public static string By(string property) => ByProperty.GetOrAdd(property, static name => $"{Select}{ColumnOf(name)} = @value");

    /// <summary>The quoted name of a property's column.</summary>
    public static string ColumnOf(string property) => Columns.GetOrAdd(property, static name => Quoted(RowMetadata.SnakeCase(name)));

    /// <summary>
    /// Selects the rows that have one of as many numbers, <c>@id0</c> and on, in the column of a property. The numbers are no part of the text, and their
    /// count is rounded up: what is prepared and compiled for a text is kept.
    /// </summary>
    public static string ByAny(string property, int count) => ByMany.GetOrAdd((property, count), static key =>
        $"{Select}{ColumnOf(key.Property)} in ({string.Join(", ", Enumerable.Range(0, key.Count).Select(number => $"@id{number}"))})");

    public static DataParameter[] InsertParameters(T row) => Parameters(Stored, row, 0);

    public static DataParameter[] UpdateParameters(T row, long id, long version)
    {
        var parameters = Parameters(Changed, row, 2);
        parameters[^2] = DataParameter.Int64("id", id);
        parameters[^1] = DataParameter.Int64("version", version);
        return parameters;
    }

    private static DataParameter[] Parameters(ColumnDescriptor[] columns, T row, int more)
    {
        var parameters = new DataParameter[columns.Length + more];
        for (var i = 0; i < columns.Length; i++)
        {
            parameters[i] = new DataParameter(columns[i].ColumnName, columns[i].GetProviderValue(row), columns[i].GetDbDataType(true));
        }
        return parameters;
    }

    private static string Names(IEnumerable<ColumnDescriptor> columns) => string.Join(", ", columns.Select(column => Quoted(column.ColumnName)));

    /// <summary>SQLite and MySQL both take this quote.</summary>
    private static string Quoted(string name) => $"`{name}`";
}
