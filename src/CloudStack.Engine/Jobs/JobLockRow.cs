using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("job_lock")]
internal sealed class JobLockRow
{
    public string Name { get; set; } = "";
    public long JobId { get; set; }
}
