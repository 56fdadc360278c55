namespace CloudStack.Engine;

/// <summary>Random UUIDs: the one place that makes them when no other source is registered.</summary>
internal sealed class GuidSource : IIdSource
{
#pragma warning disable RS0030 // This is the source that everything else takes instead.
    public Guid NewGuid() => Guid.NewGuid();
#pragma warning restore RS0030
}
