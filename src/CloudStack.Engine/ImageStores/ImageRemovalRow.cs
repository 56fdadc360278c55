using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>An image that nothing names any more and that is to be deleted from its store; written in the transaction that gave it up.</summary>
[Table("image_removal")]
internal sealed class ImageRemovalRow
{
    public long Id { get; set; }
    public long StoreId { get; set; }
    public string Path { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset? RetryAt { get; set; }
    public DateTimeOffset Created { get; set; }
}
