namespace CloudStack;

/// <summary>Takes tags off resources.</summary>
/// <param name="ResourceIds">Ids of the resources, all of one kind; the caller must be allowed to change them.</param>
/// <param name="ResourceType">Kind of the resources, for example UserVm, Volume, Network or Template.</param>
[Command("deleteTags", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TagsDelete, LegacyClass = "user.tag.DeleteTagsCmd",
    Since = "4.0.0")]
public sealed record DeleteTags(IReadOnlyList<string> ResourceIds, string ResourceType) : ICommand<Success>
{
    /// <summary>Tags to take off; those with an empty value go whatever their value is. Without it, all.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
