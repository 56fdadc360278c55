using FluentMigrator;

namespace CloudStack.Engine.Persistence.Migrations;

/// <summary>Indexes whose columns another one begins with: every insert wrote them, and no query needed them.</summary>
[Migration(2026_11_26_1000)]
internal sealed class DropSpareIndexes : ForwardOnlyMigration
{
    public override void Up()
    {
        Drop("job", "account_id");
        Drop("ip_address", "range_id");
        Drop("ip_address", "network_id");
    }

    private void Drop(string table, string column)
    {
        var name = $"ix_{table}_{column}";
        if (Schema.Table(table).Index(name).Exists())
        {
            Delete.Index(name).OnTable(table);
        }
    }
}
