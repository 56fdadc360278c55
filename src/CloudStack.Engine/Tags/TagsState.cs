namespace CloudStack.Engine;

/// <summary>What a change of tags knows: nothing that the command does not say.</summary>
internal sealed class TagsState : SagaState;
