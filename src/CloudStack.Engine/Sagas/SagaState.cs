namespace CloudStack.Engine;

/// <summary>What a saga knows; saved as JSON before and after each step. Sagas derive from it and add what they need.</summary>
internal class SagaState
{
    /// <summary>The entity that the job works on (<c>jobinstanceid</c>); for a create command, the one being made.</summary>
    public Guid? EntityUuid { get; set; }

    /// <summary>Its number.</summary>
    public long EntityId { get; set; }

    /// <summary>Who owns it, for events and limits.</summary>
    public long OwnerAccountId { get; set; }

    /// <summary>The owner's domain.</summary>
    public long OwnerDomainId { get; set; }
}
