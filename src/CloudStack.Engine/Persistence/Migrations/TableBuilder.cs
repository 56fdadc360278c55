using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace CloudStack.Engine.Persistence.Migrations;

/// <summary>Columns and indexes in the vocabulary of <see cref="RowMetadata"/>, so that a migration reads like the row class.</summary>
internal sealed class TableBuilder(Migration migration, string table)
{
    private readonly ICreateTableWithColumnSyntax _table = migration.Create.Table(table);
    private readonly List<(bool Unique, string[] Columns)> _indexes = [];

    public TableBuilder Id() => With(_table.WithColumn("id").AsInt64().NotNullable().PrimaryKey().Identity());

    public TableBuilder Key(string column) => With(_table.WithColumn(column).AsInt64().NotNullable().PrimaryKey());

    public TableBuilder KeyText(string column) => With(_table.WithColumn(column).AsString(255).NotNullable().PrimaryKey());

    public TableBuilder Uuid()
    {
        _table.WithColumn("uuid").AsString(36).NotNullable();
        return Unique("uuid");
    }

    public TableBuilder UuidText(string column, bool nullable = false) => Null(_table.WithColumn(column).AsString(36), nullable);

    public TableBuilder Text(string column, bool nullable = false) => Null(_table.WithColumn(column).AsString(255), nullable);

    public TableBuilder LongText(string column, bool nullable = false) => Null(_table.WithColumn(column).AsString(int.MaxValue), nullable);

    public TableBuilder Bytes(string column) => Null(_table.WithColumn(column).AsBinary(int.MaxValue), false);

    public TableBuilder Int(string column, bool nullable = false) => Null(_table.WithColumn(column).AsInt32(), nullable);

    public TableBuilder Bool(string column) => Null(_table.WithColumn(column).AsBoolean(), false);

    public TableBuilder Time(string column, bool nullable = false) => Long(column, nullable);

    /// <summary>A number; with <paramref name="references"/>, the id of a row of that table.</summary>
    public TableBuilder Long(string column, bool nullable = false, string? references = null)
    {
        var option = nullable ? _table.WithColumn(column).AsInt64().Nullable() : _table.WithColumn(column).AsInt64().NotNullable();
        if (references is not null)
        {
            option.ForeignKey($"fk_{table}_{column}", references, "id");
        }
        return this;
    }

    public TableBuilder Unique(params string[] columns)
    {
        _indexes.Add((true, columns));
        return this;
    }

    public TableBuilder Index(params string[] columns)
    {
        _indexes.Add((false, columns));
        return this;
    }

    public void CreateIndexes()
    {
        foreach (var (unique, columns) in _indexes)
        {
            var index = migration.Create.Index($"{(unique ? "ux" : "ix")}_{table}_{string.Join('_', columns)}").OnTable(table);
            var on = columns.Aggregate((FluentMigrator.Builders.Create.Index.ICreateIndexOnColumnSyntax)index,
                (syntax, column) => syntax.OnColumn(column).Ascending());
            if (unique)
            {
                on.WithOptions().Unique();
            }
        }
    }

    private TableBuilder With(object _) => this;

    private TableBuilder Null(ICreateTableColumnOptionOrWithColumnSyntax column, bool nullable) =>
        With(nullable ? column.Nullable() : column.NotNullable());
}

internal static class MigrationTables
{
    /// <summary>
    /// Creates a table unless it is there. MySQL commits each structural change by itself, so a migration that was cut off half way is simply run again.
    /// </summary>
    public static void EnsureTable(this Migration migration, string name, Action<TableBuilder> define)
    {
        if (migration.Schema.Table(name).Exists())
        {
            return;
        }
        var table = new TableBuilder(migration, name);
        define(table);
        table.CreateIndexes();
    }
}
