using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("setting")]
internal sealed class SettingRow
{
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public string? Value { get; set; }
}
