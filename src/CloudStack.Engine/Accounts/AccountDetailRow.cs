using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("account_detail")]
internal sealed class AccountDetailRow
{
    public long Id { get; set; }
    public long AccountId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
