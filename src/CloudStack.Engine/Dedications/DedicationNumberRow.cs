using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>
/// Counts the changes of a zone's dedications. A claim names the number that its decision was made on, so that a server that has not heard of a change
/// places nothing against it.
/// </summary>
[Table("dedication_number")]
internal sealed class DedicationNumberRow
{
    public long ZoneId { get; set; }
    public long Number { get; set; }
}
