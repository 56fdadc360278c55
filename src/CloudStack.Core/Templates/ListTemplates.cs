namespace CloudStack;

/// <summary>Lists templates, one item a zone.</summary>
/// <param name="TemplateFilter">Which ones: featured, self, selfexecutable, sharedexecutable, executable, community, or all (administrators).</param>
[Command("listTemplates", Access = Role.Everyone, JobInstance = "Template", LegacyClass = "user.template.ListTemplatesCmd")]
public sealed record ListTemplates(string TemplateFilter) : IListCommand<Template>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only those for this kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Only this one.</summary>
    public TemplateId? Id { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only those of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only items that carry all these tags.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
