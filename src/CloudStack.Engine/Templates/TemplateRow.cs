using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template")]
internal sealed class TemplateRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Name { get; set; } = "";
    public string? DisplayText { get; set; }
    public string UniqueName { get; set; } = "";
    public string Type { get; set; } = "";
    public string Format { get; set; } = "";
    public string? Hypervisor { get; set; }
    public long GuestOsId { get; set; }
    public string? Url { get; set; }
    public string? Checksum { get; set; }
    public int Bits { get; set; }
    public bool RequiresHvm { get; set; }
    public bool PasswordEnabled { get; set; }
    public bool SshKeyEnabled { get; set; }
    public bool IsPublic { get; set; }
    public bool IsFeatured { get; set; }
    public bool IsExtractable { get; set; }
    public bool IsCrossZones { get; set; }
    public bool IsIso { get; set; }
    public bool IsBootable { get; set; }
    public string? Tag { get; set; }
    public long? SourceTemplateId { get; set; }
    public int SortKey { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
