namespace CloudStack.Engine;

/// <summary>State of the sagas that work on one pool, which the entity names.</summary>
internal sealed class PoolSagaState : SagaState;
