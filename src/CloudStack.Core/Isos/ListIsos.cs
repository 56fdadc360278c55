namespace CloudStack;

/// <summary>Lists ISOs, one item a zone.</summary>
[Command("listIsos", Access = Role.Everyone, ObjectName = "iso", JobInstance = "Iso", LegacyClass = "user.iso.ListIsosCmd")]
public sealed record ListIsos : IListCommand<Template>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those that are bootable, or only those that are not.</summary>
    public bool? Bootable { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only those for this kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Only this one.</summary>
    public TemplateId? Id { get; init; }

    /// <summary>Which ones: featured, self, selfexecutable, sharedexecutable, executable, community, or all (administrators); selfexecutable if not said.</summary>
    public string? IsoFilter { get; init; }

    /// <summary>Only those that are public, or only those that are not.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Only those that are ready, or only those that are not.</summary>
    public bool? IsReady { get; init; }

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
