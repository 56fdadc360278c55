using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("ssh_key_pair")]
internal sealed class SshKeyPairRow : IOwnedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Name { get; set; } = "";
    public string Fingerprint { get; set; } = "";
    public string PublicKey { get; set; } = "";
}
