namespace CloudStack;

/// <summary>Puts tags on resources: each of the tags on each of the resources, or none at all.</summary>
/// <param name="ResourceIds">Ids of the resources, all of one kind; the caller must be allowed to change them.</param>
/// <param name="ResourceType">Kind of the resources, for example UserVm, Volume, Network or Template.</param>
/// <param name="Tags">Values by key. A key that a resource has already is an error.</param>
[Command("createTags", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TagsCreate, LegacyClass = "user.tag.CreateTagsCmd",
    Since = "4.0.0")]
public sealed record CreateTags(
    IReadOnlyList<string> ResourceIds,
    string ResourceType,
    [property: MapKeys("key", "value")] IReadOnlyDictionary<string, string> Tags) : ICommand<Success>
{
    /// <summary>Free text to keep with the tags.</summary>
    public string? Customer { get; init; }
}
