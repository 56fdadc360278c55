namespace CloudStack.Engine;

/// <summary>The state of a create command whose first transaction does everything; the job then only reports.</summary>
internal sealed class CreatedState : SagaState;
