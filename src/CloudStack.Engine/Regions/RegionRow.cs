using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("region")]
internal sealed class RegionRow
{
    public long Id { get; set; }
    public int Number { get; set; }
    public string Name { get; set; } = "";
    public string Endpoint { get; set; } = "";

    /// <summary>Whether it is this cloud itself.</summary>
    public bool IsOwn { get; set; }
}
