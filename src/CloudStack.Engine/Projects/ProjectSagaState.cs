namespace CloudStack.Engine;

/// <summary>What sagas on a project know.</summary>
internal class ProjectSagaState : SagaState
{
    /// <summary>The account that owns what is in the project.</summary>
    public long ProjectAccountId { get; set; }

    public static T Of<T>(ProjectRow project) where T : ProjectSagaState, new() => new()
    {
        EntityId = project.Id,
        EntityUuid = project.Uuid,
        ProjectAccountId = project.AccountId,
        OwnerAccountId = project.AccountId,
        OwnerDomainId = project.DomainId,
    };

    /// <summary>Changes of one project follow one after the other.</summary>
    public IReadOnlyList<string> Locks() => [$"project:{EntityUuid}"];
}
