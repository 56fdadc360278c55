namespace CloudStack.Engine.Tests.Defaults;

/// <summary>UUIDs that count up, so that a run can be repeated.</summary>
internal sealed class SequentialIds : IIdSource
{
    private int _last;

    public Guid NewGuid() => new(++_last, 0, 0, new byte[8]);
}
