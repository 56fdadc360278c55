namespace CloudStack.Engine;

/// <summary>Which templates or which ISOs a list shows.</summary>
internal sealed record ImageQuery(bool IsIso, TemplateFilter Filter)
{
    public TemplateId? Id { get; init; }
    public ZoneId? ZoneId { get; init; }
    public string? Name { get; init; }
    public string? Keyword { get; init; }
    public string? Hypervisor { get; init; }
    public bool? Bootable { get; init; }
    public bool? IsPublic { get; init; }
    public bool? IsReady { get; init; }
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether the command names whose they are.</summary>
    public bool NamesOwner { get; init; }
}
