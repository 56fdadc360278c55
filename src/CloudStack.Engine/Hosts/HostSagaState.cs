namespace CloudStack.Engine;

/// <summary>State of the sagas that work on one host, which the entity names.</summary>
internal sealed class HostSagaState : SagaState;
